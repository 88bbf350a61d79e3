"""Sending again: any mail, a certificate's, and receipts."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Lower
from django.db.models.lookups import In
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.models import User
from courses.certificates.models import Certificate
from courses.certificates.resending import resend_certificate
from cpd.audit.recording import record
from cpd.outbox import mailer
from cpd.outbox.models import Mail
from cpd.support.acts.doing import CannotSend, act
from cpd.support.forms import ReasonForm
from cpd.support.learners import Learner, learner_or_404
from cpd.support.rights import for_support
from payments import staff_acts
from payments.models import Order


@require_POST
@for_support
def mail(request: HttpRequest, public_id: UUID, mail_id: UUID) -> HttpResponse:
    """Send a mail again as it was written, to the address it went to."""
    learner = learner_or_404(public_id)
    found = Mail.objects.filter(In(Lower("to"), sorted(learner.readers)), pk=mail_id).first()
    if found is None:
        raise Http404("No mail to this learner.")
    return act(
        request,
        learner,
        ReasonForm(request.POST),
        lambda by, values: _resend(learner.user, found, by=by, reason=values["reason"]),
        done="The mail is sent again.",
    )


@transaction.atomic
def _resend(learner: User, mail: Mail, *, by: User, reason: str) -> None:
    if not mailer.resend(mail):
        raise CannotSend("This mail is on its way already.")
    record("mail.resent", actor=by, subject=learner, thing=mail.subject[:120], reason=reason)


@require_POST
@for_support
def certificate(request: HttpRequest, public_id: UUID, certificate_id: UUID) -> HttpResponse:
    """Send the mail of a certificate anew, to the address the learner has now."""
    learner = learner_or_404(public_id)
    rows = Certificate.objects.filter(learner=learner.user).select_related("learner")
    found = get_object_or_404(rows, public_id=certificate_id)
    return act(
        request,
        learner,
        ReasonForm(request.POST),
        lambda by, values: resend_certificate(found, by=by, reason=values["reason"]),
        done=f"The mail is on its way to {learner.user.email}.",
    )


@require_POST
@for_support
def receipt(request: HttpRequest, public_id: UUID, order_id: UUID) -> HttpResponse:
    """Send the documents of an order again."""
    learner, order = _order(public_id, order_id)
    return act(
        request,
        learner,
        ReasonForm(request.POST),
        lambda by, values: staff_acts.resend_documents(order, by=by, reason=values["reason"]),
        done=f"The documents are sent again to {order.email}.",
    )


def _order(public_id: UUID, order_id: UUID) -> tuple[Learner, Order]:
    learner = learner_or_404(public_id)
    rows = Order.objects.filter(user=learner.user)
    return learner, get_object_or_404(rows, public_id=order_id)
