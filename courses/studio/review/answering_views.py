"""What is done with a submission and a plan: submit, withdraw, return, approve, cancel."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from courses.editions import planning, reviewing
from courses.editions.models import PlannedPublication, Submission
from courses.editions.people import courses_of, may_publish
from courses.editions.publishing import NothingChanged, NotReady
from courses.studio.builder.parts import own_course
from courses.studio.review.forms import ApproveForm, ReturnForm, SubmitForm
from courses.studio.review.publishing_views import REFUSED, publishing_page
from courses.studio.review.zones import in_own_zone
from cpd.requests import signed_in

LATE = "It was answered, withdrawn or published meanwhile."
OWN = "You submitted this yourself, so somebody else has to answer it."


@require_POST
@in_own_zone
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit the draft for review."""
    course = own_course(request, pk)
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return publishing_page(request, course, submit_form=form)
    try:
        reviewing.submit(course, note=form.cleaned_data["note"], by=signed_in(request))
    except reviewing.AlreadySubmitted:
        messages.warning(request, "This draft is submitted already.")
    except NothingChanged:
        messages.warning(request, "The draft is the same as the live edition: nothing to review.")
    except NotReady:
        messages.error(request, REFUSED[NotReady])
        return publishing_page(request, course, submit_form=form)
    else:
        messages.success(request, "Submitted. The reviewers are told by mail.")
    return redirect("review:publishing", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submission back."""
    submission = own_submission(request, pk)
    try:
        reviewing.withdraw(submission, by=signed_in(request))
    except reviewing.NotOpen:
        messages.warning(request, LATE)
    else:
        messages.success(request, "Withdrawn. Submit the draft again when it is ready.")
    return redirect("review:publishing", submission.course_id)


@require_POST
@in_own_zone
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a draft with what has to change."""
    submission = _answerable(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return publishing_page(request, submission.course, return_form=form)
    try:
        answer = form.cleaned_data["answer"]
        reviewing.give_back(submission, answer=answer, by=signed_in(request))
    except reviewing.NotOpen:
        messages.warning(request, LATE)
    except reviewing.OwnSubmission:
        messages.error(request, OWN)
    else:
        messages.success(request, "Returned. The author is told by mail.")
    return redirect("review:publishing", submission.course_id)


@require_POST
@in_own_zone
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the draft that was submitted."""
    submission = _answerable(request, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return publishing_page(request, submission.course, approve_form=form)
    try:
        answer = form.cleaned_data["answer"]
        reviewing.approve(submission, answer=answer, by=signed_in(request))
    except reviewing.NotOpen:
        messages.warning(request, LATE)
    except reviewing.OwnSubmission:
        messages.error(request, OWN)
    except reviewing.DraftChanged:
        messages.error(request, REFUSED[reviewing.DraftChanged])
    else:
        messages.success(request, "Approved. The author is told by mail.")
    return redirect("review:publishing", submission.course_id)


@require_POST
def cancel_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a planned publication be."""
    rows = PlannedPublication.objects.filter(course__in=courses_of(request.user))
    planned = get_object_or_404(rows.select_related("course"), pk=pk)
    if not may_publish(request.user):
        raise PermissionDenied
    try:
        planning.cancel(planned, by=signed_in(request))
    except planning.NotPlanned:
        messages.warning(request, "It was published, failed or was cancelled meanwhile.")
    else:
        messages.success(request, "The plan is cancelled. The approval still stands.")
    return redirect("review:publishing", planned.course_id)


def own_submission(request: HttpRequest, pk: int) -> Submission:
    """Return a submission of a course that the user may change. Raises Http404."""
    if not request.user.has_perm("courses.change_course"):
        raise PermissionDenied
    rows = Submission.objects.filter(course__in=courses_of(request.user))
    return get_object_or_404(rows.select_related("course"), pk=pk)


def _answerable(request: HttpRequest, pk: int) -> Submission:
    submission = own_submission(request, pk)
    if not may_publish(request.user):
        raise PermissionDenied
    return submission
