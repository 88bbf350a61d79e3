"""Reviewing: a draft is submitted, returned or approved, and published as it was approved."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Course
from courses.editions.compiling import CompiledCourse, compile_course
from courses.editions.failing import fail_plan
from courses.editions.models import Edition, Submission
from courses.editions.parts import parts_of
from courses.editions.publishing import lock, publish_compiled, refuse_unfit
from courses.editions.review_mails import tell_authors, tell_of_edition, tell_reviewers
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User

State = Submission.State


class AlreadySubmitted(Exception):
    """The very same draft waits already, or is approved."""


class NotOpen(Exception):
    """The submission was answered, withdrawn or published meanwhile."""


class OwnSubmission(Exception):
    """Nobody answers what they submitted themselves (decision 20)."""


class NotApproved(Exception):
    """Nobody has approved the draft."""


class DraftChanged(Exception):
    """The draft is no longer the one that was submitted."""


@transaction.atomic
def submit(course: Course, *, note: str, by: "User") -> Submission:
    """Put a draft before the reviewers; one that was open until now makes way. Raises NotReady,
    NothingChanged or AlreadySubmitted."""
    compiled = compile_course(lock(course))
    refuse_unfit(compiled)
    open_one = course.submissions.open().first()
    if open_one and open_one.draft_hash == compiled.hash:
        raise AlreadySubmitted
    if open_one:
        _close(open_one, State.WITHDRAWN)
        fail_plan(course, "The draft was submitted again before it was due.")
    submission = Submission.objects.create(
        course=course,
        draft_hash=compiled.hash,
        parts=parts_of(compiled),
        note=note,
        submitted_by=by,
    )
    record("draft.submitted", actor=by, thing=course.slug, reason=note, hash=compiled.hash)
    tell_reviewers(submission)
    return submission


@transaction.atomic
def withdraw(submission: Submission, *, by: "User") -> None:
    """Take a submission back. Raises NotOpen."""
    submission = _open(submission)
    _close(submission, State.WITHDRAWN)
    fail_plan(submission.course, "The submission was withdrawn before it was due.")
    record("draft.withdrawn", actor=by, thing=submission.course.slug)


@transaction.atomic
def give_back(submission: Submission, *, answer: str, by: "User") -> Submission:
    """Return a draft with what has to change; an approval can be taken back so. Raises NotOpen or
    OwnSubmission."""
    submission = _answer(submission, State.RETURNED, answer=answer, by=by)
    fail_plan(submission.course, "The approval was taken back before it was due.")
    record("draft.returned", actor=by, thing=submission.course.slug, reason=answer)
    tell_authors(submission, "returned", by=by)
    return submission


@transaction.atomic
def approve(submission: Submission, *, answer: str = "", by: "User") -> Submission:
    """Approve the draft that was submitted, and no other. Raises NotOpen, OwnSubmission or
    DraftChanged."""
    waiting = _open(submission)
    if not waiting.is_waiting:
        raise NotOpen
    _refuse_changed(waiting, compile_course(waiting.course))
    submission = _answer(waiting, State.APPROVED, answer=answer, by=by)
    thing, address = submission.course.slug, submission.draft_hash
    record("draft.approved", actor=by, thing=thing, reason=answer, hash=address)
    tell_authors(submission, "approved", by=by)
    return submission


@transaction.atomic
def publish_approved(
    course: Course, *, note: str, change_class: Edition.ChangeClass, by: "User | None"
) -> Edition:
    """Publish what was approved. Raises NotApproved, DraftChanged, NotReady, NothingChanged or
    IsMaterial."""
    compiled = compile_course(lock(course))
    submission = course.submissions.open().first()
    if submission is None or not submission.is_approved:
        raise NotApproved
    _refuse_changed(submission, compiled)
    edition = publish_compiled(compiled, note=note, change_class=change_class, by=by)
    _close(submission, State.PUBLISHED, edition=edition)
    tell_of_edition(edition, submission, by=by)
    return edition


@transaction.atomic
def publish_unreviewed(
    course: Course, *, reason: str, note: str, change_class: Edition.ChangeClass, by: "User"
) -> Edition:
    """Publish a draft that nobody approved, for a reason that is logged; for admins alone. Raises
    NotReady, NothingChanged or IsMaterial."""
    compiled = compile_course(lock(course))
    edition = publish_compiled(compiled, note=note, change_class=change_class, by=by)
    record("course.published_unreviewed", actor=by, thing=course.slug, reason=reason)
    submission = course.submissions.open().first()
    if submission and submission.draft_hash == compiled.hash:
        _close(submission, State.PUBLISHED, edition=edition)
    elif submission:
        _close(submission, State.WITHDRAWN)
    fail_plan(course, "The course was published without a review before it was due.")
    tell_of_edition(edition, submission, by=by)
    return edition


def _open(submission: Submission) -> Submission:
    """Return it as it stands, with its course locked. Raises NotOpen."""
    lock(submission.course)
    found = Submission.objects.open().select_related("course").filter(pk=submission.pk).first()
    if found is None:
        raise NotOpen
    return found


def _answer(submission: Submission, state: State, *, answer: str, by: "User") -> Submission:
    submission = _open(submission)
    if submission.submitted_by_id == by.pk:
        raise OwnSubmission
    submission.state, submission.answer = state, answer
    submission.answered_by, submission.answered_at = by, timezone.now()
    submission.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    return submission


def _close(submission: Submission, state: State, *, edition: Edition | None = None) -> None:
    submission.state, submission.edition = state, edition
    submission.save(update_fields=["state", "edition"])


def _refuse_changed(submission: Submission, compiled: CompiledCourse) -> None:
    if submission.draft_hash != compiled.hash:
        raise DraftChanged
