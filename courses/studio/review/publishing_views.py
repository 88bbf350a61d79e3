"""Review and publishing of a course: one page, and what is done on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.catalogue.models import Course
from courses.editions import planning, reviewing
from courses.editions.classing import IsMaterial, reasons_of
from courses.editions.compiling import compile_course
from courses.editions.people import PUBLISH_UNREVIEWED, may_publish
from courses.editions.publishing import NothingChanged, NotReady, newest_of
from courses.editions.readiness import readiness_of
from courses.progress.reach import reach_of
from courses.studio.builder.parts import own_course
from courses.studio.placing import address_of
from courses.studio.retiring import may_retire
from courses.studio.review.forms import (
    ApproveForm,
    ReleaseForm,
    ReturnForm,
    SubmitForm,
    UnreviewedForm,
)
from courses.studio.review.standing import may_answer, standing_of
from courses.studio.review.zones import in_own_zone
from cpd.requests import signed_in

SHOWN = 20
FORMS = {
    "submit_form": SubmitForm,
    "return_form": ReturnForm,
    "approve_form": ApproveForm,
    "release_form": ReleaseForm,
    "unreviewed_form": UnreviewedForm,
}
# What the page says where an act was refused.
REFUSED: dict[type[Exception], str] = {
    NotReady: "The draft cannot be published yet: see the list.",
    NothingChanged: "Nothing has changed since the live edition, so no new one was made.",
    reviewing.NotApproved: "Nobody has approved the draft. Submit it for review first.",
    reviewing.DraftChanged: "The draft has changed since it was submitted. Submit it again.",
    planning.PastMoment: "That moment has passed. Choose a later one.",
    planning.AlreadyPlanned: "A publication is planned already. Cancel it first.",
}


@require_safe
@in_own_zone
def publishing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where the draft stands, and what can be done next."""
    return publishing_page(request, own_course(request, pk))


@require_POST
@in_own_zone
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what was approved, now or at a planned moment."""
    course = _publishable(request, pk)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return publishing_page(request, course, release_form=form)
    try:
        said = _release(course, form, request)
    except planning.PastMoment:
        form.add_error("due_at", REFUSED[planning.PastMoment])
        return publishing_page(request, course, release_form=form)
    except IsMaterial as refusal:
        form.refuse_minor(refusal)
        return publishing_page(request, course, release_form=form)
    except tuple(REFUSED) as error:
        messages.error(request, REFUSED[type(error)])
        return publishing_page(request, course, release_form=form)
    messages.success(request, said)
    return redirect("review:publishing", pk)


@require_POST
@in_own_zone
def publish_unreviewed(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the draft without a review; admins only, with a reason."""
    course = own_course(request, pk)
    if not request.user.has_perm(PUBLISH_UNREVIEWED):
        raise PermissionDenied
    form = UnreviewedForm(request.POST)
    if not form.is_valid():
        return publishing_page(request, course, unreviewed_form=form)
    try:
        edition = reviewing.publish_unreviewed(
            course,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            change_class=form.change,
            by=signed_in(request),
        )
    except IsMaterial as refusal:
        form.refuse_minor(refusal)
        return publishing_page(request, course, unreviewed_form=form)
    except (NotReady, NothingChanged) as error:
        messages.error(request, REFUSED[type(error)])
        return publishing_page(request, course, unreviewed_form=form)
    messages.success(request, f"Published as edition {edition.number}, without a review.")
    return redirect("review:publishing", pk)


def publishing_page(request: HttpRequest, course: Course, **bound: Any) -> HttpResponse:
    """Return the page; with a form that was refused, it keeps what was typed."""
    compiled = compile_course(course)
    live = course.editions.filter(is_live=True).first()
    standing = standing_of(compiled, live)
    found = [finding for check in readiness_of(compiled) for finding in check.findings]
    forms = {name: bound.get(name) or form() for name, form in FORMS.items()}
    context = {
        **forms,
        "course": course,
        "compiled": compiled,
        "faults": [
            (finding.words, address_of(finding.place, request.user))
            for finding in found
            if finding.is_blocking
        ],
        "looks": sum(not finding.is_blocking for finding in found),
        "live": live,
        "standing": standing,
        "comment_count": course.comments.open().count(),
        "reach": reach_of(course),
        "reasons": reasons_of(newest_of(course), compiled),
        "may_publish": may_publish(request.user),
        "may_retire": may_retire(request.user, course),
        "may_answer": may_answer(request.user, standing.submission),
        "may_publish_unreviewed": request.user.has_perm(PUBLISH_UNREVIEWED),
        "submissions": course.submissions.select_related("submitted_by", "answered_by", "edition")[
            :SHOWN
        ],
        "plans": course.plans.select_related("planned_by", "edition")[:SHOWN],
        "zone": timezone.get_current_timezone_name(),
    }
    status = 422 if bound else 200
    return render(request, "courses/studio/review/publishing.html", context, status=status)


def _publishable(request: HttpRequest, pk: int) -> Course:
    course = own_course(request, pk)
    if not may_publish(request.user):
        raise PermissionDenied
    return course


def _release(course: Course, form: ReleaseForm, request: HttpRequest) -> str:
    """Do what the form asks; returns what to say."""
    by, note = signed_in(request), form.cleaned_data["note"]
    if form.cleaned_data["when"] == ReleaseForm.NOW:
        edition = planning.publish_now(course, note=note, change_class=form.change, by=by)
        return f"Published as edition {edition.number}."
    due_at = form.cleaned_data["due_at"]
    planning.plan(course, due_at=due_at, note=note, change_class=form.change, by=by)
    shown = timezone.localtime(due_at)
    return f"Planned for {shown:%-d %B %Y, %H:%M} ({timezone.get_current_timezone_name()})."
