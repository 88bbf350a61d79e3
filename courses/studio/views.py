"""A course's contents in the studio, and its publishing and retiring."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.editions.models import Edition
from courses.editions.publishing import NothingChanged, NotReady, bring_back, publish, retire
from courses.editions.readiness import readiness_of
from courses.quizzes.models import Question
from courses.studio.builder.outline import outline_of
from courses.studio.builder.parts import own_course, own_part
from courses.studio.forms import PublishForm
from cpd.requests import signed_in

PUBLISH = "courses.publish_course"


@require_safe
def contents(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a course's parts, what keeps it from being published, and its editions."""
    return _contents(request, own_course(request, pk), PublishForm(), status=200)


@require_POST
def publish_course(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the draft as the next edition."""
    course = own_course(request, pk)
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _contents(request, course, form, status=422)
    change = Edition.ChangeClass(form.cleaned_data["change_class"])
    try:
        edition = publish(
            course, note=form.cleaned_data["note"], change_class=change, by=signed_in(request)
        )
    except NothingChanged:
        messages.warning(
            request, "Nothing has changed since the live edition, so no new one was made."
        )
    except NotReady:
        messages.error(request, "The draft cannot be published yet: see the list.")
    else:
        messages.success(request, f"Published as edition {edition.number}.")
    return redirect("studio:contents", pk)


@require_POST
def retire_course(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the course from the catalogue, or put it back."""
    course = own_course(request, pk)
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    if request.POST.get("wanted") == "back":
        bring_back(course, by=signed_in(request))
        messages.success(request, "The course is in the catalogue again.")
    else:
        retire(course, by=signed_in(request))
        messages.success(
            request, "The course is retired. Learners keep their access and their certificates."
        )
    return redirect("studio:contents", pk)


@require_http_methods(["POST"])
def retire_part(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Leave a part out of the next edition, or take it in again; published editions keep it."""
    part = own_part(request, kind, pk)
    wants_back = request.POST.get("wanted") == "back"
    part.retired_at = None if wants_back else part.retired_at or timezone.now()
    part.save(update_fields=["retired_at"])
    words = "is left out of the next edition" if part.retired_at else "is in the draft again"
    messages.success(request, f"“{part}” {words}.")
    return redirect(_place_of(part))


def _place_of(part: Any) -> str:
    """Where a part's button stands: a question's on its own page, others' in the contents."""
    if isinstance(part, Question):
        return reverse("wagtailsnippets_quizzes_question:edit", args=[part.pk])
    return reverse("studio:contents", args=[part.course.pk])


def _contents(
    request: HttpRequest, course: Course, form: PublishForm, *, status: int
) -> HttpResponse:
    compiled = compile_course(course)
    found = [finding for check in readiness_of(compiled) for finding in check.findings]
    live = course.editions.filter(is_live=True).first()
    context = {
        "course": course,
        "sections": outline_of(compiled, live),
        "compiled": compiled,
        "faults": [finding.words for finding in found if finding.is_blocking],
        "warnings": [finding.words for finding in found if not finding.is_blocking],
        "editions": course.editions.order_by("-number"),
        "live": live,
        "form": form,
        "may_publish": request.user.has_perm(PUBLISH),
    }
    return render(request, "courses/studio/contents.html", context, status=status)
