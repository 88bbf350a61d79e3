"""Commenting on a draft: saying something about a place, answering, resolving and reopening."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Course
from courses.editions.comment_mails import post_news
from courses.editions.models import Comment
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User

Part = Lesson | Quiz | Question
QUOTED = 200  # characters of the place that a comment keeps


@transaction.atomic
def comment(
    course: Course,
    *,
    text: str,
    by: "User",
    at: Part | None = None,
    block_id: str = "",
    quote: str = "",
    quiz: Quiz | None = None,
) -> Comment:
    """Say something about a course, or a part of it; of a lesson also a block, and of a question
    the quiz that it was met in."""
    made = Comment.objects.create(
        course=course,
        lesson=at if isinstance(at, Lesson) else None,
        quiz=at if isinstance(at, Quiz) else quiz,
        question=at if isinstance(at, Question) else None,
        block_id=block_id,
        quote=shortened(quote),
        text=text,
        author=by,
    )
    return _noted(made, "comment.made", by)


@transaction.atomic
def reply(thread: Comment, *, text: str, by: "User") -> Comment:
    """Answer a comment; a reply to a reply answers its thread."""
    thread = thread.parent or thread
    made = Comment.objects.create(
        course=thread.course,
        lesson=thread.lesson,
        quiz=thread.quiz,
        question=thread.question,
        block_id=thread.block_id,
        parent=thread,
        text=text,
        author=by,
    )
    return _noted(made, "comment.answered", by)


@transaction.atomic
def resolve(thread: Comment, *, by: "User") -> bool:
    """Say that nothing is left to do about it; True if this call did it."""
    rows = Comment.objects.open().filter(pk=thread.pk)
    is_done = bool(rows.update(resolved_at=timezone.now(), resolved_by=by))
    if is_done:
        _noted(thread, "comment.resolved", by)
    return is_done


@transaction.atomic
def reopen(thread: Comment, *, by: "User") -> bool:
    """Say that something is left after all; True if this call did it."""
    rows = Comment.objects.threads().filter(pk=thread.pk, resolved_at__isnull=False)
    is_done = bool(
        rows.update(resolved_at=None, resolved_by=None, reopened_at=timezone.now(), reopened_by=by)
    )
    if is_done:
        _noted(thread, "comment.reopened", by)
    return is_done


def shortened(text: str) -> str:
    """Return what a comment keeps of the place it is about."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1].rstrip()}…"


def _noted(row: Comment, act: str, by: "User") -> Comment:
    record(act, actor=by, thing=row.course.slug, comment=row.pk)
    post_news(row.course)
    return row
