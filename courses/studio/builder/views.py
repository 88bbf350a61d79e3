"""What the builder does: adding, naming, moving and copying the parts of a course."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from courses.catalogue.models import Module
from courses.editions import arranging, drafting
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz
from courses.studio.builder.forms import AddForm, PlaceForm, TitleForm, first_error
from courses.studio.builder.parts import locked_words, own_course, own_item
from cpd.requests import signed_in, whole_number

KINDS: dict[str, type[Lesson | Quiz]] = {"lesson": Lesson, "quiz": Quiz}
END = 10_000
TAKEN = "That module has a part with the same key; give one of them another key first."


@require_POST
def add_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a module, or a lesson or quiz, which opens at once."""
    course = own_course(request, pk)
    form = AddForm(course, request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("studio:contents", pk)
    kind, title, by = form.cleaned_data["kind"], form.cleaned_data["title"], signed_in(request)
    if kind == "module":
        return _outline(drafting.add_module(course, title=title, by=by))
    item = drafting.add_item(form.cleaned_data["module"], KINDS[kind], title=title, by=by)
    return redirect(f"wagtailsnippets_{item._meta.label_lower.replace('.', '_')}:edit", item.pk)


@require_POST
def rename(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Give a part another title."""
    part = own_item(request, kind, pk)
    form = TitleForm(request.POST)
    if words := locked_words(part, request.user):
        messages.error(request, words)
    elif form.is_valid():
        drafting.rename(part, title=form.cleaned_data["title"], by=signed_in(request))
    else:
        messages.error(request, first_error(form))
    return _outline(part)


@require_POST
def shift(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Move a part one place up or down."""
    part = own_item(request, kind, pk)
    if words := locked_words(part, request.user):
        messages.error(request, words)
        return _outline(part)
    by = -1 if request.POST.get("direction") == "up" else 1
    try:
        if isinstance(part, Module):
            arranging.shift_module(part, by=by)
        else:
            arranging.shift_item(part, by=by)
    except arranging.KeyTaken:
        messages.error(request, TAKEN)
    return _outline(part)


@require_POST
def place(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put a part where it was dropped, or at the end of the module that was chosen."""
    part = own_item(request, kind, pk)
    if isinstance(part, Module):
        at = whole_number(request.POST.get("index", ""))
        arranging.place_module(part, index=END if at is None else at)
        return _outline(part)
    form = PlaceForm(part.course, request.POST)
    words = locked_words(part, request.user)
    if words or not form.is_valid():
        messages.error(request, words or first_error(form))
        return _outline(part)
    index = form.cleaned_data["index"]
    try:
        arranging.place_item(
            part, module=form.cleaned_data["module"], index=END if index is None else index
        )
    except arranging.KeyTaken:
        messages.error(request, TAKEN)
    return _outline(part)


@require_POST
def duplicate(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Copy a part, after the original."""
    part, by = own_item(request, kind, pk), signed_in(request)
    if isinstance(part, Module):
        copy: Any = drafting.duplicate_module(part, by=by)
    else:
        copy = drafting.duplicate_item(part, by=by)
    messages.success(request, f"“{copy.title}” is a new part of the draft.")
    return _outline(copy)


def _outline(part: Any) -> HttpResponse:
    """Back to the outline, at the part."""
    address = reverse("studio:contents", args=[part.course.pk])
    return redirect(f"{address}#{part._meta.model_name}-{part.pk}")
