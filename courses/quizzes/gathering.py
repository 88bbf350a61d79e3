"""Gathering what many questions are made of, with as many queries as one would cost."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from courses.quizzes.kinds import QuestionKind
from courses.streams import load_together

if TYPE_CHECKING:
    from courses.quizzes.models import Question


def load_answers(questions: Iterable["Question"]) -> None:
    """Load the parts of the cases among some questions, and every source that any of them cites."""
    questions = list(questions)
    cases = [question for question in questions if question.kind == QuestionKind.VIGNETTE]
    prefetch_related_objects(cases, "parts")
    cited = [*questions, *(part for case in cases for part in parts_of(case))]
    load_together(cited, "choices")
    load_together(cited, "references")


def parts_of(case: "Question") -> list["Question"]:
    """Return what a case vignette asks, in order; nothing before it is saved."""
    parts = case.parts.all() if case.pk else []
    asked = [part for part in parts if part.retired_at is None]
    return sorted(asked, key=lambda part: (part.position, part.pk))
