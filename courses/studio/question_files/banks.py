"""Whose bank it is: a course's, for who edits the course; the shared one, for reviewers and
admins."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from courses.catalogue.models import Course
from courses.interchange.bank.candidates import in_bank
from courses.interchange.models import QuestionImport
from courses.quizzes.models import Question, Quiz
from courses.studio.builder.parts import own_course
from courses.studio.ownership import may_edit_all

ADD = "quizzes.add_question"


def own_bank(request: HttpRequest, pk: int | None) -> Course | None:
    """Return the course whose bank somebody may fill, None for the shared bank. Raises Http404."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    if pk is not None:
        return own_course(request, pk)
    if not may_edit_all(request.user):
        raise Http404("The shared bank is filled by reviewers.")
    return None


def own_import(request: HttpRequest, public_id: object) -> QuestionImport:
    """Return an upload into a bank that somebody may fill. Raises Http404."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    rows = QuestionImport.objects.select_related("course").defer("content")
    row = get_object_or_404(rows, public_id=public_id)
    own_bank(request, row.course_id)
    return row


def quizzes_to_fill(bank: Course | None, user: object) -> QuerySet[Quiz]:
    """Return the quizzes of a bank's course that may ask new questions; none that somebody else has
    locked."""
    if bank is None:
        return Quiz.objects.none()
    rows = Quiz.objects.filter(module__course=bank, retired_at=None, module__retired_at=None)
    locked = rows.filter(locked=True).exclude(locked_by=user)  # type: ignore[misc]
    return rows.exclude(pk__in=locked.values("pk")).select_related("module")


def questions_of(bank: Course | None) -> QuerySet[Question]:
    """Return what a bank holds, newest last."""
    return in_bank(bank).order_by("pk").prefetch_related("tag_uses__tag")


def address(name: str, bank: Course | None) -> str:
    """Return a page's address for a bank."""
    if bank is None:
        return reverse(f"question_files:{name}_shared")
    return reverse(f"question_files:{name}", args=[bank.pk])


def list_address(bank: Course | None) -> str:
    """Return the address of the bank's list."""
    listed = reverse("wagtailsnippets_quizzes_question:list")
    return f"{listed}?course={bank.pk}" if bank else listed
