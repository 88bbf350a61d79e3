"""Mails about comments: what was said on a course within ten minutes goes out as one mail a
person."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from courses.catalogue.models import Course
from courses.editions.models import Comment
from courses.editions.people import audience_of, editors_of
from cpd.outbox.mailer import send_once
from cpd.outbox.posting import post_job

if TYPE_CHECKING:
    from accounts.models import User

SLOT = timedelta(minutes=10)
GRACE = timedelta(minutes=1)  # for a comment whose transaction commits after its slot


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to a comment. What: said, answered, resolved, reopened."""

    what: str
    comment: Comment
    by_id: int | None
    by: str


def post_news(course: Course) -> None:
    """Have the news of these ten minutes sent once they are over."""
    slot = int(timezone.now().timestamp() // SLOT.total_seconds())
    key = f"comments:{course.pk}:{slot}"
    due_at = _start(slot + 1) + GRACE
    post_job("editions.tell_comments", key=key, due_at=due_at, course_id=course.pk, slot=slot)


def tell_comments(course_id: int, slot: int) -> None:
    """Send each person what others said, answered, resolved or reopened."""
    course = Course.objects.get(pk=course_id)
    news = _news(course, _start(slot), _start(slot + 1))
    everybody = {person.pk for person in editors_of(course)} | _writers(course)
    for person in audience_of(course).filter(pk__in=everybody):
        others = [entry for entry in news if entry.by_id != person.pk and _concerns(entry, person)]
        if others:
            context = {"course": course, "news": others}
            cause = f"comments:{course.pk}:{slot}"
            send_once("comments", to=person.email, cause=cause, context=context)


def _start(slot: int) -> datetime:
    return datetime.fromtimestamp(slot * SLOT.total_seconds(), tz=UTC)


def _news(course: Course, start: datetime, end: datetime) -> list[News]:
    moments = (
        Q(created_at__gte=start, created_at__lt=end)
        | Q(resolved_at__gte=start, resolved_at__lt=end)
        | Q(reopened_at__gte=start, reopened_at__lt=end)
    )
    rows = Comment.objects.filter(moments, course=course).select_related(
        "course", "lesson", "quiz", "question", "author", "resolved_by", "reopened_by", "parent"
    )
    return [
        News(what, row, person.pk if person else None, str(person or ""))
        for row in rows
        for what, at, person in (
            ("answered" if row.parent_id else "said", row.created_at, row.author),
            ("resolved", row.resolved_at, row.resolved_by),
            ("reopened", row.reopened_at, row.reopened_by),
        )
        if at and start <= at < end
    ]


def _writers(course: Course) -> set[int]:
    """Those who said something, or answered a submission: they follow what is answered."""
    said = course.comments.values_list("author", flat=True)
    answered = course.submissions.values_list("answered_by", flat=True)
    submitted = course.submissions.values_list("submitted_by", flat=True)
    return {pk for pk in (*said, *answered, *submitted) if pk is not None}


def _concerns(news: News, person: "User") -> bool:
    """Authors read all news of their course; a reviewer what happens where they wrote, and what
    the authors ask anew."""
    thread = news.comment.parent or news.comment
    if news.what == "said" or thread.author_id == person.pk:
        return True
    if person.pk in thread.replies.values_list("author", flat=True):
        return True
    return thread.course.editors.filter(pk=person.pk).exists()
