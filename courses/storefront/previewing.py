"""A course's page as its draft would make it, for the studio."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.editions.previewing import unsaved_edition, unsaved_items
from courses.storefront.showing import syllabus
from courses.storefront.views import course_context


def preview_course(request: HttpRequest, course: Course, _: str) -> HttpResponse:
    """Return the page that a visitor would see if the draft were published now."""
    compiled = compile_course(course)
    edition = unsaved_edition(compiled)
    rows = syllabus(unsaved_items(edition, compiled), edition)
    context = course_context(request, edition, rows)
    return render(request, "courses/storefront/course.html", context)
