"""Where courses stand between draft and edition, told in lists without compiling any of them."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from courses.catalogue.models import Course, Module
from courses.editions.models import Edition, Submission
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from courses.studio.ownership import PATHS

PARTS: tuple[type[Any], ...] = (Module, Lesson, Quiz, Question)
SUBMITTED = {
    str(Submission.State.WAITING): "waiting for review",
    str(Submission.State.APPROVED): "approved, to be published",
    str(Submission.State.RETURNED): "changes wanted",
}


def with_states(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Return courses with what `state_of` asks of them, in the same query: their newest edition's
    number and moment, their last submission's state, and whether anything of the draft was saved
    since that edition."""
    editions = Edition.objects.filter(course=OuterRef("pk")).order_by("-number")
    submissions = Submission.objects.filter(course=OuterRef("pk")).order_by("-submitted_at", "-pk")
    known = courses.annotate(
        newest=Subquery(editions.values("number")[:1]),
        published_at=Subquery(editions.values("published_at")[:1]),
        submitted=Subquery(submissions.values("state")[:1]),
    )
    is_edited = Q(latest_revision__created_at__gt=F("published_at"))
    for model in PARTS:
        later = model.objects.filter(latest_revision__created_at__gt=OuterRef("published_at"))
        is_edited |= Q(Exists(later.filter(**{PATHS[model].removesuffix("__"): OuterRef("pk")})))
    return known.annotate(is_edited=is_edited)


def state_of(course: Any) -> str:
    """Return in words where a course of `with_states` stands."""
    words = [
        "" if course.newest else "never published",
        SUBMITTED.get(course.submitted or "", ""),
        f"edited since edition {course.newest}" if course.newest and course.is_edited else "",
    ]
    return ", ".join(filter(None, words)) or "as published"
