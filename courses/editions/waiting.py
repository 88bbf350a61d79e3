"""What waits for somebody in the studio: small questions for the first page."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from courses.editions.models import Comment, PlannedPublication, Submission
from courses.editions.people import courses_of, may_publish

if TYPE_CHECKING:
    from accounts.models import User


def submissions_for(reviewer: "User") -> QuerySet[Submission]:
    """Return what waits for a reviewer's answer, the oldest first; never what they submitted."""
    if not may_publish(reviewer):
        return Submission.objects.none()
    waiting = Submission.objects.waiting().exclude(submitted_by=reviewer)
    return waiting.select_related("course", "submitted_by").order_by("submitted_at")


def approved_for(publisher: "User") -> QuerySet[Submission]:
    """Return what is approved and not planned yet, so that somebody has to publish it."""
    if not may_publish(publisher):
        return Submission.objects.none()
    planned = PlannedPublication.objects.filter(state=PlannedPublication.State.WAITING)
    approved = Submission.objects.filter(state=Submission.State.APPROVED)
    rows = approved.exclude(pk__in=planned.values("submission"))
    return rows.select_related("course", "answered_by").order_by("answered_at")


def returned_to(author: "User") -> QuerySet[Submission]:
    """Return an author's submissions that came back, where nothing was submitted since."""
    later = Submission.objects.filter(course=OuterRef("course"), pk__gt=OuterRef("pk"))
    rows = Submission.objects.filter(
        ~Exists(later),
        submitted_by=author,
        state=Submission.State.RETURNED,
        course__in=courses_of(author),
    )
    return rows.select_related("course", "answered_by").order_by("answered_at")


def open_comments_on_courses_of(author: "User") -> QuerySet[Comment]:
    """Return the open comments on the courses that somebody edits, the newest first."""
    rows = Comment.objects.open().filter(course__editors=author, course__retired_at=None)
    return rows.select_related("course", "lesson", "quiz", "question", "author").order_by(
        "-created_at"
    )


def plans_for(user: "User") -> QuerySet[PlannedPublication]:
    """Return the planned publications of the courses that somebody may see, the next first."""
    rows = PlannedPublication.objects.filter(state=PlannedPublication.State.WAITING)
    rows = rows.filter(course__in=courses_of(user))
    return rows.select_related("course", "planned_by").order_by("due_at")
