"""Dashboard, course outline and lessons."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from courses.certificates.issuing import waiting
from courses.certificates.models import Certificate
from courses.classroom.closed import explains_closing
from courses.classroom.dashboard import shelf_of
from courses.classroom.places import (
    content_of,
    course_place,
    outline_rows,
    remaining_words,
    step_address,
    step_place,
)
from courses.editions.models import Edition
from courses.enrolment import enrolling
from courses.lessons.files import file_address, serve, with_addresses
from courses.lessons.rendering import present
from courses.progress import completing, retaking
from courses.progress.telling import changes_since, updates_for
from cpd.requests import signed_in


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Where you stopped, your courses, your certificates."""
    user = signed_in(request)
    certificates = Certificate.objects.filter(learner=user, state=Certificate.State.VALID)
    context = {
        "shelf": shelf_of(user),
        "certificates": certificates,
        "updates": updates_for(user),
        "is_waiting": waiting().filter(enrolment__learner=user).exists(),
    }
    return render(request, "courses/classroom/dashboard.html", context)


@login_required
@require_safe
@explains_closing
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """The outline, the completion rule in words, and the next step."""
    enrolment, outline = course_place(request, slug)
    completion = enrolment.completions.filter(round=enrolment.round).first()
    newer = (
        Edition.objects.live()
        .filter(course=enrolment.course)
        .exclude(pk=enrolment.edition_id)
        .first()
    )
    next_step = outline.next_step(enrolment.last_item_key)
    context = {
        "enrolment": enrolment,
        "edition": enrolment.edition,
        "outline": outline,
        "modules": outline_rows(outline, slug),
        "remains": remaining_words(outline),
        "next_step": next_step,
        "next_address": step_address(slug, next_step),
        "completion": completion,
        "certificate": completion.certificates.first() if completion else None,
        "newer": None if completion else newer,
        "changes": changes_since(completion.edition) if completion else [],
    }
    return render(request, "courses/classroom/course.html", context)


@login_required
@require_POST
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Take up the live edition; what is the same in it stays complete."""
    enrolment, _ = course_place(request, slug)
    enrolling.take_up_edition(enrolment)
    completing.complete_course(enrolment)
    messages.success(request, "You now study the new edition.")
    return redirect("classroom:course", slug)


@login_required
@require_POST
def retake(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the next round of a completed course."""
    enrolment, _ = course_place(request, slug)
    try:
        retaking.retake(enrolment)
    except retaking.NotCompleted:
        messages.info(request, "You are taking this course already.")
    else:
        messages.success(request, "You begin again. Your earlier certificates stay valid.")
    return redirect("classroom:course", slug)


@login_required
@require_safe
@explains_closing
def lesson(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A lesson with its outline; five queries, whatever the course's size."""
    place = step_place(request, slug, key, is_quiz=False)
    content = content_of(place)
    address = partial(file_address, "classroom:file", slug, key)
    context = {
        "enrolment": place.enrolment,
        "edition": place.enrolment.edition,
        "outline": place.outline,
        "modules": outline_rows(place.outline, slug, current=key),
        "remains": remaining_words(place.outline),
        "step": place.step,
        "following": place.following,
        "lesson": content,
        "blocks": with_addresses(present(content, section=str(place.step.number)), address),
    }
    return render(request, "courses/classroom/lesson.html", context)


@login_required
@require_POST
def complete(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Mark a lesson complete and go on."""
    place = step_place(request, slug, key, is_quiz=False)
    completing.complete_lesson(place.enrolment, place.step.item)
    completing.remember_place(place.enrolment, place.following.key if place.following else key)
    return redirect(step_address(slug, place.following))


@login_required
@require_POST
def seen(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Remember that the learner is here; sent by the page itself."""
    place = step_place(request, slug, key, is_quiz=False)
    completing.remember_place(place.enrolment, key)
    return HttpResponse(status=204)


@login_required
@require_safe
def file(request: HttpRequest, slug: str, key: str, number: int, part: str) -> HttpResponseBase:
    """Serve a file or video of a lesson, with ranges, to those who may see the lesson."""
    place = step_place(request, slug, key, is_quiz=False)
    return serve(request, content_of(place), number, part)
