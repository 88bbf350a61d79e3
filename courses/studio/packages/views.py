"""A course out as a package, in from one, and copied."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods, require_safe

from courses.catalogue.models import Course
from courses.editions.drafting import copy_title
from courses.interchange.archive import read_archive, write_package
from courses.interchange.exporting import NotWhole, export_course
from courses.interchange.importing import Imported, read_files
from courses.interchange.located import PackageRefused, Problem
from courses.keys import free_key
from courses.studio.builder.parts import own_course
from courses.studio.packages.acting import NotTaken, duplicate_course, may_take_in, take_in
from courses.studio.packages.forms import NEW, CopyForm, PackageForm
from cpd.requests import signed_in

GONE = (
    "No package can be made of this course as it stands. Put files that are gone in again under "
    "Images or Documents, finish blocks that are begun, or take them out of the course: "
)
KEPT = (
    "This differs in the package, and was left as the library has it, since other courses may use "
    "it too. Change it there if the package is right:"
)
LOOSE = "To mend before publishing, with its place in the package:"
MADE_OWN = (
    "Only reviewers add to the shared bank, so these questions are in this course’s own bank now:"
)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand a course's draft out as a package."""
    course = own_course(request, pk)
    try:
        files = export_course(course)
    except NotWhole as missing:
        messages.error(request, GONE + ", ".join(missing.names))
        return redirect("studio:contents", pk)
    file = BytesIO()
    write_package(files, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{course.slug}.zip")


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Take a package in."""
    if not may_take_in(signed_in(request)):
        raise PermissionDenied
    form = PackageForm(request.POST or None, request.FILES or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            imported = _take(request, form.cleaned_data)
        except PackageRefused as refusal:
            problems = refusal.problems
        except NotTaken as refusal:
            form.add_error(None, str(refusal))
        else:
            return _taken(request, imported)
    status = 422 if form.errors or problems else 200
    context = {"form": form, "problems": problems}
    return render(request, "courses/studio/packages/take.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a course."""
    course = own_course(request, pk)
    form = CopyForm(request.POST if request.method == "POST" else None, initial=_offered(course))
    if request.method == "POST" and form.is_valid():
        try:
            made = duplicate_course(course, **form.cleaned_data, by=signed_in(request))
        except NotWhole as missing:
            form.add_error(None, GONE + ", ".join(missing.names))
        except (NotTaken, PackageRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{made.course.title}” is a course of its own.")
            _tell(request, KEPT, made.kept)
            return redirect("studio:contents", made.course.pk)
    context = {"form": form, "course": course}
    status = 422 if form.errors else 200
    return render(request, "courses/studio/packages/copy.html", context, status=status)


def _take(request: HttpRequest, values: dict[str, Any]) -> Imported:
    files = read_archive(values["file"], name=values["file"].name)
    package = read_files(files)
    slug = (values["slug"] or package.course["slug"]) if values["way"] == NEW else ""
    return take_in(package, by=signed_in(request), slug=slug)


def _taken(request: HttpRequest, imported: Imported) -> HttpResponse:
    verb = "is a new course" if imported.is_new else "has this draft now"
    messages.success(
        request,
        f"“{imported.course.title}” {verb}: lessons {imported.lesson_count}, questions "
        f"{imported.question_count}.",
    )
    _tell(request, KEPT, imported.kept)
    _tell(request, MADE_OWN, [f"“{name}”" for name in imported.made_own])
    _tell(request, LOOSE, imported.hints)
    return redirect("studio:contents", imported.course.pk)


def _tell(request: HttpRequest, words: str, things: Iterable[object]) -> None:
    """List things under what is said of them, where there are any."""
    items = format_html_join("", "<li>{}</li>", ((str(thing),) for thing in things))
    if items:
        messages.warning(request, format_html("{}<ul>{}</ul>", words, items))


def _offered(course: Course) -> dict[str, str]:
    taken = set(Course.objects.values_list("slug", flat=True))
    slug = free_key(f"{course.slug}-copy", taken=taken, otherwise="course")
    return {"title": copy_title(course.title), "slug": slug}
