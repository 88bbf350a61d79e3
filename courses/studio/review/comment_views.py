"""Commenting on a draft: saying, answering, resolving and reopening."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from courses.catalogue.models import Course
from courses.editions import commenting
from courses.editions.models import Comment
from courses.editions.people import courses_of
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz
from courses.quizzes.wording import words
from courses.studio.builder.parts import own_course
from courses.studio.review.forms import CommentForm
from courses.studio.review.passages import words_at
from courses.studio.review.places import own_part_of, questions_of
from courses.studio.review.threads import place_of
from cpd.requests import signed_in, whole_number


@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Comment on a course or a part of it."""
    course = own_course(request, pk)
    place = _place(request, course)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _again(request, course, form)
    made = commenting.comment(
        course, text=form.cleaned_data["text"], by=signed_in(request), **place
    )
    return redirect(place_of(made))


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to where a comment stands."""
    return redirect(place_of(own_comment(request, pk)))


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment."""
    thread = own_comment(request, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _again(request, thread.course, form, thread)
    made = commenting.reply(thread, text=form.cleaned_data["text"], by=signed_in(request))
    return _back(request, made)


@require_POST
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that nothing is left to do; a second time changes nothing."""
    thread = own_comment(request, pk)
    if not commenting.resolve(thread, by=signed_in(request)):
        messages.info(request, "The comment is resolved already.")
    return _back(request, thread)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that something is left to do after all."""
    thread = own_comment(request, pk)
    if not commenting.reopen(thread, by=signed_in(request)):
        messages.info(request, "The comment is open already.")
    return _back(request, thread)


def own_comment(request: HttpRequest, pk: int) -> Comment:
    """Return a comment on a course that the user may change. Raises Http404."""
    if not request.user.has_perm("courses.change_course"):
        raise PermissionDenied
    rows = Comment.objects.filter(course__in=courses_of(request.user))
    return get_object_or_404(rows.select_related("course", "parent"), pk=pk)


def _place(request: HttpRequest, course: Course) -> dict[str, Any]:
    """Return what the form says the comment is about, with its words as they are. Raises
    Http404."""
    kind, part = request.POST.get("kind", "course"), whole_number(request.POST.get("part", ""))
    if kind == "course":
        return {}
    if part is None:
        raise Http404("No such part.")
    if kind == "question":
        return _question(request, course, part)
    at = own_part_of(course, kind, part)
    block = request.POST.get("block", "")
    if not block or not isinstance(at, Lesson):
        return {"at": at, "quote": at.title}
    quote = words_at(at, block)
    if quote is None:
        raise Http404("No such block.")
    return {"at": at, "block_id": block, "quote": quote}


def _question(request: HttpRequest, course: Course, pk: int) -> dict[str, Any]:
    question = get_object_or_404(questions_of(course), pk=pk)
    quiz = whole_number(request.POST.get("quiz", ""))
    met = own_part_of(course, "quiz", quiz or 0)
    return {
        "at": question,
        "quiz": met if isinstance(met, Quiz) else None,
        "quote": words(question.stem),
    }


def _again(
    request: HttpRequest, course: Course, form: CommentForm, thread: Comment | None = None
) -> HttpResponse:
    """Show the comment that was refused, with all that was sent."""
    names = ("kind", "part", "block", "quiz", "next")
    sent = {name: request.POST[name] for name in names if name in request.POST}
    context = {"course": course, "form": form, "thread": thread, "sent": sent}
    return render(request, "courses/studio/review/say.html", context, status=422)


def _back(request: HttpRequest, row: Comment) -> HttpResponse:
    """To the page that it was sent from, if that is one of ours; else to the comment."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/cms/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return redirect(wanted)
    return redirect(place_of(row))
