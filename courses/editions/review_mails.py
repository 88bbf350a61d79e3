"""Mails about a draft on its way to an edition: submitted, returned, approved, published, or a plan
that failed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from courses.editions.models import Edition, PlannedPublication, Submission
from courses.editions.people import audience_of, editors_of, reviewers
from cpd.outbox.mailer import send_once

if TYPE_CHECKING:
    from accounts.models import User
    from courses.catalogue.models import Course


def tell_reviewers(submission: Submission) -> None:
    """Tell all who may answer it that a draft was submitted."""
    people = reviewers()
    if submission.submitted_by_id:
        people = people.exclude(pk=submission.submitted_by_id)
    for person in people:
        _send("submitted", submission, to=person)


def tell_authors(submission: Submission, event: str, *, by: "User") -> None:
    """Tell the submitter and the course's editors what became of their draft: returned,
    approved."""
    people = [submission.submitted_by, *editors_of(submission.course)]
    for person in _told(submission.course, people, but=by):
        _send(event, submission, to=person)


def tell_of_edition(edition: Edition, submission: Submission | None, *, by: "User | None") -> None:
    """Tell authors and the reviewer that an edition went live."""
    people: list[Any] = [*editors_of(edition.course)]
    if submission:
        people += [submission.submitted_by, submission.answered_by]
    for person in _told(edition.course, people, but=by):
        context = {"event": "published", "course": edition.course, "edition": edition}
        send_once("review", to=person.email, cause=f"edition:{edition.pk}:news", context=context)


def tell_of_plan(plan: PlannedPublication) -> None:
    """Tell whoever planned it why nothing was published."""
    for person in _told(plan.course, [plan.planned_by], but=None):
        context = {"event": "failed", "course": plan.course, "plan": plan}
        send_once("review", to=person.email, cause=f"plan:{plan.pk}:failed", context=context)


def _told(
    course: "Course", people: Iterable["User | None"], *, but: "User | None"
) -> Iterable["User"]:
    """Only those who may still read the draft, each once, and not who did it."""
    wanted = {person.pk for person in people if person} - {but.pk if but else None}
    return audience_of(course).filter(pk__in=wanted)


def _send(event: str, submission: Submission, *, to: "User") -> None:
    context = {"event": event, "course": submission.course, "submission": submission}
    cause = f"submission:{submission.pk}:{event}:{submission.answered_at or ''}"
    send_once("review", to=to.email, cause=cause, context=context)
