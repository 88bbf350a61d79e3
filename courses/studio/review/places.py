"""The parts of a course that can be read and commented on."""

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from courses.catalogue.models import Course
from courses.editions.arranging import Item
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz

KINDS: dict[str, type[Any]] = {"lesson": Lesson, "quiz": Quiz}


def own_part_of(course: Course, kind: str, pk: int) -> Item:
    """Return a lesson or quiz of a course. Raises Http404."""
    model = KINDS.get(kind)
    if model is None:
        raise Http404("No such part.")
    found: Item = get_object_or_404(model._default_manager.filter(module__course=course), pk=pk)
    return found


def questions_of(course: Course) -> Any:
    """Return the questions that a course's quizzes can ask: its own, and shared ones."""
    return Question.objects.filter(Q(course=course) | Q(course__isnull=True))
