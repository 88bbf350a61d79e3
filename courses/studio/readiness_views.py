"""The readiness list of a course: every check, what it found, and where that is mended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from courses.editions import linking
from courses.editions.compiling import compile_course
from courses.editions.readiness import readiness_of
from courses.studio.builder.parts import own_course
from courses.studio.placing import address_of


@require_safe
def readiness(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was looked at in a draft."""
    course = own_course(request, pk)
    checks = readiness_of(compile_course(course))
    found = [finding for check in checks for finding in check.findings]
    context = {
        "course": course,
        "checks": [
            (
                check,
                [(finding, address_of(finding.place, request.user)) for finding in check.findings],
            )
            for check in checks
        ],
        "blocking": sum(finding.is_blocking for finding in found),
        "looks": sum(not finding.is_blocking for finding in found),
    }
    return render(request, "courses/studio/readiness.html", context)


@require_POST
def check_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Have every link of a draft asked now."""
    count = linking.check_now(own_course(request, pk))
    if count:
        messages.success(request, "The links are being asked. Look again in a minute or two.")
    else:
        messages.info(request, "The draft links nowhere.")
    return redirect("studio:readiness", pk)
