"""The editions of a course: the list, each as it was published, comparing two, rolling back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from courses.catalogue.models import Course
from courses.editions.classing import IsMaterial, reasons_of
from courses.editions.comparing.sides import Side, side_of_draft, side_of_edition
from courses.editions.comparing.structure import compare
from courses.editions.compiling import compile_course
from courses.editions.models import Edition, EditionItem
from courses.editions.people import courses_of, may_publish
from courses.editions.publishing import NothingChanged, newest_of
from courses.editions.rolling_back import roll_back
from courses.lessons.rendering import present
from courses.progress.reach import reach_of
from courses.quizzes.showing.telling import tell
from courses.studio.builder.parts import own_course
from courses.studio.forms import PublishForm
from courses.studio.review.zones import in_own_zone
from cpd.requests import signed_in, whole_number

DRAFT = "draft"


@require_safe
@in_own_zone
def editions(request: HttpRequest, pk: int) -> HttpResponse:
    """List a course's editions, and offer to compare them."""
    course = own_course(request, pk)
    rows = list(course.editions.select_related("published_by", "submission__answered_by"))
    live = next((row for row in rows if row.is_live), None)
    context = {
        "course": course,
        "editions": rows,
        "live": live,
        "before": str(live.number) if live else "",
        "after": DRAFT,
        "may_publish": may_publish(request.user),
    }
    return render(request, "courses/studio/review/editions.html", context)


@require_safe
@in_own_zone
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an edition holds."""
    shown = own_edition(request, pk)
    modules = shown.modules.prefetch_related("items")
    context = {"course": shown.course, "edition": shown, "modules": modules}
    return render(request, "courses/studio/review/edition.html", context)


@require_safe
def edition_item(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Show a lesson or quiz as it was published."""
    shown = own_edition(request, pk)
    rows = shown.items.select_related("lesson_version", "quiz_version")
    return _as_published(request, shown, get_object_or_404(rows, key=key))


@require_safe
@in_own_zone
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay two editions, or an edition and the draft, side by side."""
    course = own_course(request, pk)
    before, after = request.GET.get("before", ""), request.GET.get("after", DRAFT)
    context = {
        "course": course,
        "editions": course.editions.all(),
        "before": before,
        "after": after,
        "comparison": compare(_side(course, before), _side(course, after)),
    }
    return render(request, "courses/studio/review/comparison.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_own_zone
def roll_back_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for note and class, then make the next edition from an older one."""
    older = own_edition(request, pk)
    if not may_publish(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = PublishForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        note = form.cleaned_data["note"]
        try:
            made = roll_back(older, note=note, change_class=form.change, by=signed_in(request))
            messages.success(request, _said(older, made))
            return redirect("review:editions", older.course_id)
        except NothingChanged:
            messages.warning(request, f"Edition {older.number} is what learners read already.")
            return redirect("review:editions", older.course_id)
        except IsMaterial as refusal:
            form.refuse_minor(refusal)
    live = older.course.editions.filter(is_live=True).first()
    context = {
        "course": older.course,
        "edition": older,
        "form": form,
        "live": live,
        "reach": reach_of(older.course),
        "reasons": reasons_of(newest_of(older.course), older),
    }
    status = 422 if is_sent else 200
    return render(request, "courses/studio/review/roll_back.html", context, status=status)


def own_edition(request: HttpRequest, pk: int) -> Edition:
    """Return an edition of a course that the user may change. Raises Http404."""
    if not request.user.has_perm("courses.change_course"):
        raise PermissionDenied
    rows = Edition.objects.filter(course__in=courses_of(request.user))
    return get_object_or_404(rows.select_related("course"), pk=pk)


def _said(older: Edition, made: Edition) -> str:
    """Say what rolling back did, and that the draft was left alone."""
    compiled = compile_course(made.course)
    is_same = compiled.hash == made.content_hash
    draft = "The draft is the same." if is_same else "The draft was left alone and differs from it."
    return f"Edition {made.number} brings back edition {older.number}. {draft}"


def _side(course: Course, wanted: str) -> Side:
    if wanted == DRAFT:
        return side_of_draft(compile_course(course))
    number = whole_number(wanted)
    if number is None:
        raise Http404("Choose two editions.")
    return side_of_edition(get_object_or_404(course.editions, number=number))


def _as_published(request: HttpRequest, shown: Edition, item: EditionItem) -> HttpResponse:
    context: dict[str, Any] = {"course": shown.course, "edition": shown, "item": item}
    if item.lesson_version:
        content = item.lesson_version.content
        context |= {"lesson": content, "blocks": present(content, section="1")}
    elif item.quiz_version:
        content = item.quiz_version.content
        context |= {"quiz": content, "questions": [tell(entry) for entry in content["questions"]]}
    return render(request, "courses/studio/review/edition_item.html", context)
