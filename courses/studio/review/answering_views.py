"""What is done with a submission and a plan: submit, withdraw, return, approve, cancel."""

from collections.abc import Callable

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

# What the page says where an act came too late or is not this person's.
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    reviewing.AlreadySubmitted: (messages.WARNING, "This draft is submitted already."),
    NothingChanged: (
        messages.WARNING,
        "The draft is the same as the live edition: nothing to review.",
    ),
    reviewing.NotOpen: (
        messages.WARNING,
        "It was answered, withdrawn or published meanwhile.",
    ),
    reviewing.OwnSubmission: (
        messages.ERROR,
        "You submitted this yourself, so somebody else has to answer it.",
    ),
    reviewing.DraftChanged: (messages.ERROR, REFUSED[reviewing.DraftChanged]),
    planning.NotPlanned: (
        messages.WARNING,
        "It was published, failed or was cancelled meanwhile.",
    ),
}


@require_POST
@in_own_zone
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit the draft for review."""
    course = own_course(request, pk)
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return publishing_page(request, course, submit_form=form)
    note, user = form.cleaned_data["note"], signed_in(request)
    try:
        return _do(
            request,
            lambda: reviewing.submit(course, note=note, by=user),
            course=pk,
            done="Submitted. The reviewers are told by mail.",
        )
    except NotReady:
        messages.error(request, REFUSED[NotReady])
        return publishing_page(request, course, submit_form=form)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submission back."""
    submission = own_submission(request, pk)
    return _do(
        request,
        lambda: reviewing.withdraw(submission, by=signed_in(request)),
        course=submission.course_id,
        done="Withdrawn. Submit the draft again when it is ready.",
    )


@require_POST
@in_own_zone
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a draft with what has to change."""
    submission = _answerable(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return publishing_page(request, submission.course, return_form=form)
    answer, user = form.cleaned_data["answer"], signed_in(request)
    return _do(
        request,
        lambda: reviewing.give_back(submission, answer=answer, by=user),
        course=submission.course_id,
        done="Returned. The author is told by mail.",
    )


@require_POST
@in_own_zone
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the draft that was submitted."""
    submission = _answerable(request, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return publishing_page(request, submission.course, approve_form=form)
    answer, user = form.cleaned_data["answer"], signed_in(request)
    return _do(
        request,
        lambda: reviewing.approve(submission, answer=answer, by=user),
        course=submission.course_id,
        done="Approved. The author is told by mail.",
    )


@require_POST
def cancel_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a planned publication be."""
    rows = PlannedPublication.objects.filter(course__in=courses_of(request.user))
    planned = get_object_or_404(rows.select_related("course"), pk=pk)
    if not may_publish(request.user):
        raise PermissionDenied
    return _do(
        request,
        lambda: planning.cancel(planned, by=signed_in(request)),
        course=planned.course_id,
        done="The plan is cancelled. The approval still stands.",
    )


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


def _do(request: HttpRequest, act: Callable[[], object], *, course: int, done: str) -> HttpResponse:
    """Do something, say how it went, and go back to the course's page."""
    try:
        act()
    except tuple(REFUSALS) as refusal:
        messages.add_message(request, *REFUSALS[type(refusal)])
    else:
        messages.success(request, done)
    return redirect("review:publishing", course)
