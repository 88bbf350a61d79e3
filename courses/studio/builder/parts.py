"""Finding the parts of a course that somebody may change."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import LockableMixin

from courses.catalogue.models import Course, Module
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from courses.studio.ownership import editable

PARTS: dict[str, type[Any]] = {
    "module": Module,
    "lesson": Lesson,
    "quiz": Quiz,
    "question": Question,
}


def own_course(request: HttpRequest, pk: int) -> Course:
    """Return a course that the user may change. Raises Http404."""
    if not request.user.has_perm("courses.change_course"):
        raise PermissionDenied
    return get_object_or_404(editable(Course.objects.all(), request.user), pk=pk)


def own_part(request: HttpRequest, kind: str, pk: int) -> Any:
    """Return a part of a course that the user may change. Raises Http404."""
    model = PARTS.get(kind)
    if model is None or not request.user.has_perm(
        f"{model._meta.app_label}.change_{model._meta.model_name}"
    ):
        raise Http404("No such part.")
    return get_object_or_404(editable(model.objects.all(), request.user), pk=pk)


def locked_words(part: Any, user: Any) -> str:
    """Return what to say where somebody else has locked a part; empty where nobody has."""
    if not _is_locked(part, user):
        return ""
    return f"“{part}” is locked by {_locker(part)}, so nobody else changes it."


def locked_in(course: Course, user: Any) -> list[str]:
    """Return what somebody else has locked of a course and its bank, each with who it was."""
    rows = [
        *Course.objects.filter(pk=course.pk, locked=True),
        *Lesson.objects.filter(module__course=course, locked=True),
        *Quiz.objects.filter(module__course=course, locked=True),
        *Question.objects.filter(course=course, locked=True),
    ]
    return [f"“{row}” by {_locker(row)}" for row in rows if _is_locked(row, user)]


def _is_locked(part: Any, user: Any) -> bool:
    lock = part.get_lock() if isinstance(part, LockableMixin) else None
    return lock is not None and bool(lock.for_user(user))


def _locker(part: Any) -> str:
    return str(part.locked_by or "somebody")


def own_item(request: HttpRequest, kind: str, pk: int) -> Any:
    """Return a module, lesson or quiz that the user may change. Raises Http404."""
    if kind == "question":
        raise Http404("A question has no place in the outline.")
    return own_part(request, kind, pk)
