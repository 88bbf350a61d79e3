"""Finding a step of a course for a learner, and where to go from it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from courses.attempts.models import QuizAttempt
from courses.enrolment.access import enrolment_for
from courses.enrolment.models import Enrolment
from courses.lessons.models import LessonVersion
from courses.progress.outline import Outline, Step, outline_of
from cpd.requests import signed_in


@dataclass(frozen=True, slots=True)
class Place:
    """A learner at a step of a course."""

    enrolment: Enrolment
    outline: Outline
    step: Step

    @property
    def following(self) -> Step | None:
        """The next step in order."""
        return self.outline.after(self.step.key)


def course_place(request: HttpRequest, slug: str) -> tuple[Enrolment, Outline]:
    """Return the learner's enrolment and outline. Raises Http404."""
    enrolment = enrolment_for(signed_in(request), slug)
    return enrolment, outline_of(enrolment)


def step_place(request: HttpRequest, slug: str, key: str, *, is_quiz: bool) -> Place:
    """Return a lesson's or a quiz's place. Raises Http404."""
    enrolment, outline = course_place(request, slug)
    step = outline.step(key)
    if step is None or step.item.is_quiz is not is_quiz:
        raise Http404("No such step in this edition.")
    return Place(enrolment, outline, step)


def content_of(place: Place) -> dict[str, Any]:
    """Return the words of a lesson's place; one query."""
    versions = LessonVersion.objects.filter(pk=place.step.item.lesson_version_id or 0)
    content: dict[str, Any] = versions.values_list("content", flat=True).get()
    return content


def own_attempt(request: HttpRequest, attempt_id: UUID) -> QuizAttempt:
    """Return the learner's own attempt, while they are enrolled. Raises Http404."""
    attempt = (
        QuizAttempt.objects.select_related(
            "quiz_version", "enrolment__course", "enrolment__edition"
        )
        .filter(public_id=attempt_id, enrolment__learner=signed_in(request))
        .filter(enrolment__in=Enrolment.objects.active())
        .first()
    )
    if attempt is None:
        raise Http404("No such attempt.")
    return attempt


def step_address(slug: str, step: Step | None) -> str:
    """Return a step's address; without a step, the course's."""
    if step is None:
        return reverse("classroom:course", args=[slug])
    return reverse(
        "classroom:quiz" if step.item.is_quiz else "classroom:lesson", args=[slug, step.key]
    )


def outline_rows(outline: Outline, slug: str, *, current: str = "") -> list[dict[str, Any]]:
    """Return the outline as its component takes it."""
    return [
        {
            "title": part.module.title,
            "is_complete": part.is_complete,
            "items": [_row(step, slug, current) for step in part.steps],
        }
        for part in outline.parts
    ]


def _row(step: Step, slug: str, current: str) -> dict[str, Any]:
    state = "current" if step.key == current else "done" if step.is_complete else "open"
    return {
        "title": step.item.title,
        "url": step_address(slug, step),
        "state": state,
        "minutes": step.item.minutes,
        "is_quiz": step.item.is_quiz,
        "is_complete": step.is_complete,
    }


def remaining_words(outline: Outline) -> str:
    """Say in plain words what the completion rule still asks for."""
    lessons, quizzes = outline.lessons_left, len(outline.quizzes_left)
    parts = [f"{lessons} lesson{'s' if lessons != 1 else ''}"] if lessons else []
    if quizzes:
        parts.append("the quiz" if quizzes == 1 else f"{quizzes} quizzes")
    if outline.lacks_evaluation:
        parts.append("the evaluation")
    if not parts:
        return "Everything is complete."
    is_one = len(parts) == 1 and (lessons or quizzes or 1) == 1
    return f"{_listed(parts)} {'remains' if is_one else 'remain'}.".capitalize()


def _listed(parts: list[str]) -> str:
    """Join words as in “3 lessons, the quiz and the evaluation”."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
