"""Comments as the pages of the studio show them: threads with their replies, by place."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from courses.catalogue.models import Course
from courses.editions.models import Comment
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz

FORMS = {
    "lesson": "wagtailsnippets_lessons_lesson:edit",
    "quiz": "wagtailsnippets_quizzes_quiz:edit",
    "question": "wagtailsnippets_quizzes_question:edit",
}


def threads(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """Return threads with all that is printed of them; two queries."""
    replies = Comment.objects.select_related("author")
    return (
        rows.filter(parent__isnull=True)
        .select_related("course", "lesson", "quiz", "question", "author", "resolved_by")
        .prefetch_related(Prefetch("replies", replies))
    )


def threads_of(part: Any) -> QuerySet[Comment]:
    """Return what was said about a course as a whole, or about a part of it."""
    if isinstance(part, Course):
        whole = Q(lesson__isnull=True, quiz__isnull=True, question__isnull=True)
        return threads(part.comments.filter(whole))
    return threads(part.comments.all())


def by_block(rows: Iterable[Comment]) -> dict[str, list[Comment]]:
    """Return threads by the block they are about; those on the whole lesson under nothing."""
    found: dict[str, list[Comment]] = defaultdict(list)
    for row in rows:
        found[row.block_id].append(row)
    return found


def open_counts(course: Course) -> dict[tuple[str, int], int]:
    """Return how many threads are open at each lesson and quiz; one query."""
    rows = course.comments.open().order_by().values_list("lesson", "quiz").annotate(Count("pk"))
    return {
        ("lesson", lesson) if lesson else ("quiz", quiz): count
        for lesson, quiz, count in rows
        if lesson or quiz
    }


def place_of(comment: Comment) -> str:
    """Return the address where a comment stands on the reading pages."""
    anchor = f"#comment-{comment.pk}"
    course = comment.course_id
    if comment.lesson_id:
        return reverse("review:read_part", args=[course, "lesson", comment.lesson_id]) + anchor
    if comment.quiz_id:
        return reverse("review:read_part", args=[course, "quiz", comment.quiz_id]) + anchor
    return reverse("review:read", args=[course]) + anchor


def form_of(comment: Comment) -> str:
    """Return the address of the form where what a comment is about is changed."""
    part: Lesson | Quiz | Question | None = comment.question or comment.lesson or comment.quiz
    if part is None:
        return reverse("wagtailsnippets_courses_course:edit", args=[comment.course_id])
    address = reverse(FORMS[str(part._meta.model_name)], args=[part.pk])
    return f"{address}#block-{comment.block_id}-section" if comment.block_id else address
