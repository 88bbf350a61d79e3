"""Granting a course, extending, withdrawing and giving back access."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.models import User
from courses.enrolment import staffing
from courses.enrolment.enrolling import withdraw as withdraw_access
from courses.enrolment.models import Enrolment
from cpd.support.acts.doing import act
from cpd.support.forms import ExtendForm, GrantForm, ReasonForm, end_of
from cpd.support.learners import Learner, learner_or_404
from cpd.support.rights import for_support
from payments import staff_acts
from payments.access import is_public_id
from payments.models import OrderLine


@require_POST
@for_support
def grant(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a course."""
    learner = learner_or_404(public_id)
    return act(
        request,
        learner,
        GrantForm(request.POST),
        lambda by, values: staffing.grant_by_staff(
            learner.user,
            values["course"],
            by=by,
            reason=values["reason"],
            until=end_of(values["last_day"], learner=learner.user),
        ),
        done="The course is open to the learner.",
    )


@require_POST
@for_support
def extend(request: HttpRequest, public_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """Let the access end later."""
    learner, enrolment = _enrolment(public_id, enrolment_id)
    return act(
        request,
        learner,
        ExtendForm(request.POST),
        lambda by, values: _extend(learner, enrolment, by, values),
        done="The access ends later now.",
    )


def _extend(learner: Learner, enrolment: Enrolment, by: User, values: dict) -> None:  # type: ignore[type-arg]
    until = end_of(values["last_day"], learner=learner.user)
    if until is not None:
        staffing.extend(enrolment, until=until, by=by, reason=values["reason"])


@require_POST
@for_support
def withdraw(request: HttpRequest, public_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """Take the access away; progress and certificates stay."""
    learner, enrolment = _enrolment(public_id, enrolment_id)
    return act(
        request,
        learner,
        ReasonForm(request.POST),
        lambda by, values: _withdraw(enrolment, by=by, reason=values["reason"]),
        done="The access is withdrawn. Progress and certificates stay.",
    )


def _withdraw(enrolment: Enrolment, *, by: User, reason: str) -> None:
    if not Enrolment.objects.active().filter(pk=enrolment.pk).exists():
        raise staffing.CannotChangeAccess("There is no access to withdraw.")
    withdraw_access(enrolment, by=by, reason=reason)


@require_POST
@for_support
def give_back(request: HttpRequest, public_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """Undo a withdrawal."""
    learner, enrolment = _enrolment(public_id, enrolment_id)
    return act(
        request,
        learner,
        ReasonForm(request.POST),
        lambda by, values: _give_back(enrolment, by=by, reason=values["reason"]),
        done="The access is given back.",
    )


@transaction.atomic
def _give_back(enrolment: Enrolment, *, by: User, reason: str) -> None:
    """What was bought goes through its order line, whose refunds and disputes have the last
    word."""
    grants = staffing.withdrawn_grants(enrolment)
    references = [grant.reference for grant in grants if is_public_id(grant.reference)]
    lines = OrderLine.objects.filter(public_id__in=references, withdrawn_at__isnull=False)
    bought = set()
    for line in lines.order_by("order", "pk"):
        staff_acts.give_access_back(line, by=by, reason=reason)
        bought.add(line.reference)
    others = [grant for grant in grants if grant.reference not in bought]
    if others or not bought:
        staffing.give_back(enrolment, others, by=by, reason=reason)
    if not Enrolment.objects.active().filter(pk=enrolment.pk).exists():
        raise staffing.CannotChangeAccess(
            "It would not open again: it was refunded, is disputed, or has ended by its date."
        )


def _enrolment(public_id: UUID, enrolment_id: UUID) -> tuple[Learner, Enrolment]:
    learner = learner_or_404(public_id)
    rows = Enrolment.objects.select_related("course", "learner").filter(learner=learner.user)
    return learner, get_object_or_404(rows, public_id=enrolment_id)
