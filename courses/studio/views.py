"""A course's contents in the studio, and retiring it or its parts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.editions import drafting
from courses.editions.compiling import compile_course
from courses.editions.publishing import bring_back, retire
from courses.editions.readiness import blocking_faults
from courses.quizzes.models import Question
from courses.studio.builder.outline import outline_of
from courses.studio.builder.parts import locked_words, own_course, own_part
from courses.studio.retiring import may_retire, said_of
from courses.studio.review.standing import standing_of
from courses.studio.review.threads import open_counts
from cpd.requests import signed_in


@require_safe
def contents(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a course's parts, and in a line where its draft stands."""
    course = own_course(request, pk)
    compiled = compile_course(course)
    live = course.editions.filter(is_live=True).first()
    sections = outline_of(compiled, live, open_counts(course))
    context = {
        "course": course,
        "sections": [section for section in sections if not section.module.retired_at],
        "left_out": [section.module for section in sections if section.module.retired_at],
        "faults": blocking_faults(compiled),
        "live": live,
        "standing": standing_of(compiled, live),
    }
    return render(request, "courses/studio/contents.html", context)


@require_POST
def retire_course(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the course from the catalogue, or put it back; what was never published is put away."""
    course, is_back = own_course(request, pk), request.POST.get("wanted") == "back"
    if not may_retire(request.user, course):
        raise PermissionDenied
    act = bring_back if is_back else retire
    act(course, by=signed_in(request))
    messages.success(request, said_of(course, is_back=is_back))
    return redirect("review:publishing", pk)


@require_http_methods(["POST"])
def retire_part(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Leave a part out of the next edition, or take it in again; published editions keep it."""
    part, by = own_part(request, kind, pk), signed_in(request)
    if words := locked_words(part, by):
        messages.error(request, words)
    elif request.POST.get("wanted") == "back":
        drafting.take_in_again(part, by=by)
        messages.success(request, f"“{part}” is in the draft again.")
    else:
        drafting.leave_out(part, by=by)
        messages.success(request, f"“{part}” is left out of the next edition.")
    return redirect(_place_of(part))


def _place_of(part: Any) -> str:
    """Where a part's button stands: a question's on its own page, others' in the contents."""
    if isinstance(part, Question):
        return reverse("wagtailsnippets_quizzes_question:edit", args=[part.pk])
    return reverse("studio:contents", args=[part.course.pk])
