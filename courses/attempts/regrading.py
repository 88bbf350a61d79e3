"""Correcting a wrong key: what was marked with it is marked anew, and the log stays.

The correction is committed first, and only then are attempts looked at, each batch under lock. So
none is missed: an attempt that is being submitted meanwhile was either started before, and the lock
waits for its submit; or its submit began after the correction was there, and counted it.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from courses.attempts.affected import Affected, Change, is_asked_alone
from courses.attempts.models import KeyCorrection, QuizAttempt, Regrade, Response
from courses.attempts.submitting import after_passing, mark_fields
from courses.quizzes.checking import content_faults
from courses.quizzes.compiling import compile_question
from courses.quizzes.models import QuestionVersion
from courses.quizzes.rekeying import AskedOtherwise, is_same_key, rekeyed
from cpd.audit.recording import record
from cpd.outbox.mailer import send_once
from cpd.outbox.models import Job
from cpd.outbox.posting import post_job
from cpd.outbox.registry import job

if TYPE_CHECKING:
    from accounts.models import User

Effect = KeyCorrection.Effect
Content = Mapping[str, Any]
BATCH = 100
NO_WAIT, A_WHILE = timedelta(0), timedelta(minutes=1)
AT_ONCE = 500  # attempts at most are marked before the page answers; more by jobs


class NothingToCorrect(Exception):
    """The question is marked so already; the message says what to do."""


def key_of_draft(version: QuestionVersion) -> dict[str, Any]:
    """Return a question version with the key that its draft has now. Raises AskedOtherwise where
    the draft asks something else, NothingToCorrect where it has the same key."""
    draft = compile_question(version.question)
    faults = content_faults(draft)
    if faults:
        raise AskedOtherwise(f"The draft cannot be marked yet: {next(iter(faults.values()))}")
    content = rekeyed(version.content, draft)
    if is_same_key(standing_content(version), content):
        raise NothingToCorrect(
            "The draft has the key that is used already. Correct it in the question, save, and "
            "come back."
        )
    return content


def standing_content(version: QuestionVersion) -> Content:
    """Return a question version as it is marked now; nothing special for other effects than a new
    key."""
    newest = standing_correction(version)
    content: Content = version.content if newest is None else newest.content or version.content
    return content


def standing_correction(version: QuestionVersion) -> KeyCorrection | None:
    """Return the correction that counts, if there is one."""
    return version.corrections.first()


def correct(
    version: QuestionVersion,
    *,
    effect: str,
    content: Content | None = None,
    reason: str,
    by: "User",
) -> KeyCorrection:
    """Write a correction down and mark anew who met the question: at once where they are few, else
    by jobs. Raises NothingToCorrect for what stands already, so that a second click does nothing.
    Not to be called inside a transaction, which would keep others from seeing the correction."""
    if effect == Effect.LEFT_OUT and is_asked_alone(version):
        raise NothingToCorrect(
            "A quiz asks nothing but this question, so there would be no mark. Give everybody all "
            "the points instead."
        )
    are_few = Affected(version).submitted_count() <= AT_ONCE
    with transaction.atomic():
        correction = _write(version, effect=effect, content=content, reason=reason, by=by)
        # The job makes good what this process might not live to do.
        _post(correction, after=0, wait=A_WHILE if are_few else NO_WAIT)
    if are_few:
        _regrade_all(correction)
    return correction


def is_running(correction: KeyCorrection) -> bool:
    """Whether attempts are still being marked by jobs."""
    jobs = Job.objects.filter(kind="attempts.regrade", key__startswith=f"regrade:{correction.pk}:")
    return jobs.filter(due_at__lte=timezone.now()).exclude(state=Job.State.DONE).exists()


@job("attempts.regrade", seconds=300)
def regrade(correction_id: int, after: int) -> None:
    """Mark the next attempts anew, and post the batch that follows."""
    correction = KeyCorrection.objects.select_related("version__question").get(pk=correction_id)
    last = _regrade_batch(correction, Affected(correction.version), after)
    if last is not None:
        _post(correction, after=last)


def _write(
    version: QuestionVersion, *, effect: str, content: Content | None, reason: str, by: "User"
) -> KeyCorrection:
    locked = QuestionVersion.objects.select_for_update().get(pk=version.pk)
    newest = standing_correction(locked)
    if newest is not None and (newest.effect, newest.content) == (effect, content):
        raise NothingToCorrect("This correction stands already.")
    correction = KeyCorrection.objects.create(
        version=locked, effect=effect, content=content, reason=reason, made_by=by
    )
    record(
        "question.corrected",
        actor=by,
        thing=f"{version.question.key} version {version.number}",
        reason=reason,
        effect=effect,
        correction=correction.pk,
    )
    return correction


def _post(correction: KeyCorrection, *, after: int, wait: timedelta = NO_WAIT) -> None:
    post_job(
        "attempts.regrade",
        key=f"regrade:{correction.pk}:{after}",
        due_at=timezone.now() + wait,
        correction_id=correction.pk,
        after=after,
    )


def _regrade_all(correction: KeyCorrection) -> None:
    affected = Affected(correction.version)
    last: int | None = 0
    while last is not None:
        with transaction.atomic():
            last = _regrade_batch(correction, affected, last)


def _regrade_batch(correction: KeyCorrection, affected: Affected, after: int) -> int | None:
    """Mark the next attempts anew; returns the last one, or None if there are no more. They are all
    locked before anything else is, in one order, so that no two wait for each other."""
    locked = affected.attempts.filter(pk__gt=after).select_for_update(of=("self",))
    batch = list(locked.select_related("enrolment__learner", "enrolment__course")[:BATCH])
    submitted = [attempt for attempt in batch if not attempt.is_open]
    for change in list(affected.changes_of(submitted)):
        _apply(correction, change)
    return batch[-1].pk if len(batch) == BATCH else None


def _apply(correction: KeyCorrection, change: Change) -> None:
    attempt, is_new = change.attempt, change.is_newly_passed
    Regrade.objects.get_or_create(
        correction=correction,
        attempt=attempt,
        defaults={
            "credit_before": change.credit_before,
            "credit_after": change.credit_after,
            "percent_before": change.percent_before,
            "percent_after": change.mark.percent,
            "was_passed": attempt.is_passed,
            "is_passed": change.is_passed,
        },
    )
    Response.objects.filter(attempt=attempt, version=correction.version).update(
        credit=change.credit_after, is_counted=change.unit.is_counted
    )
    fields = {**mark_fields(change.mark, attempt.pass_mark), "is_passed": change.is_passed}
    QuizAttempt.objects.filter(pk=attempt.pk).update(**fields)
    if is_new:
        attempt.refresh_from_db(fields=list(fields))
        _tell(attempt)
        for follow in after_passing:
            follow(attempt)


def _tell(attempt: QuizAttempt) -> None:
    learner = attempt.enrolment.learner
    if not learner.is_active:
        return
    send_once(
        "quiz_passed_after_correction",
        to=learner.email,
        cause=f"regraded:{attempt.public_id}",
        context={
            "attempt": attempt,
            "course": attempt.enrolment.course,
            "quiz_title": attempt.quiz_version.title,
            "address": reverse("classroom:result", args=[attempt.public_id]),
        },
    )
