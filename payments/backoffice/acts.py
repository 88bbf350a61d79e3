"""What staff do to an order: each a POST with its reason, answered by the order's page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.models import User
from cpd.audit.recording import record
from cpd.requests import signed_in
from payments import (
    asking,
    cancelling,
    gateway,
    inbox,
    refund_states,
    refunding,
    settling,
    staff_acts,
)
from payments.backoffice.forms import FAILED, ReasonForm
from payments.backoffice.orders import order_for_staff, show_order
from payments.documents.issuing import NoInvoice
from payments.models import Order, OrderLine, Payment, Refund, RefundRequest, StripeEvent

REFUSALS = (
    ValueError,
    staff_acts.CannotAct,
    refunding.CannotRefund,
    cancelling.TooLate,
    settling.NotOurs,
    settling.KeepsChanging,
    gateway.Refused,
    NoInvoice,
)
BUSY = "Somebody else is working on this order: try again in a moment."
Act = Callable[[Order, User, str], object]
by_support = permission_required("payments.refund_within_policy", raise_exception=True)
by_finance = permission_required("payments.refund_any", raise_exception=True)


def act(request: HttpRequest, public_id: UUID, do: Act, *, done: str) -> HttpResponse:
    """Do something to an order for the reason given, and say how it went. What is refused comes
    back with what was typed."""
    order = order_for_staff(public_id)
    form = ReasonForm(request.POST, auto_id=FAILED)
    if form.is_valid():
        try:
            do(order, signed_in(request), form.cleaned_data["reason"])
            messages.success(request, done)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal) or "That does not fit how the order stands.")
        except gateway.StripeDown:
            messages.warning(request, "Stripe does not answer now. It is tried again by itself.")
        except OperationalError:
            form.add_error(None, BUSY)
    if form.errors:
        return show_order(request, order_for_staff(public_id), failed=form)
    return redirect("sales:order", public_id)


def _sync(order: Order, by: User, reason: str) -> None:
    record("order.synced", actor=by, subject=order.user, thing=str(order.public_id), reason=reason)
    for payment in order.payments.exclude(session_id=None):
        settling.settle(str(payment.session_id))
    for refund in order.refunds.exclude(stripe_refund_id=None):
        refund_states.take_refund(str(refund.stripe_refund_id))


@require_POST
@by_support
def sync(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Look at Stripe now."""
    return act(request, public_id, _sync, done="Looked at Stripe: this is how it stands.")


@require_POST
@by_support
def resend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send the documents again."""
    return act(
        request,
        public_id,
        lambda order, by, reason: staff_acts.resend_documents(order, by=by, reason=reason),
        done="The documents are sent again.",
    )


@require_POST
@by_finance
def resolve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the order off the review list."""
    return act(
        request,
        public_id,
        lambda order, by, reason: staff_acts.resolve_review(order, by=by, reason=reason),
        done="The order is off the review list.",
    )


@require_POST
@by_finance
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cancel an unpaid order."""
    return act(
        request,
        public_id,
        lambda order, by, reason: cancelling.cancel(order, by=by, reason=reason),
        done="The order is cancelled.",
    )


@require_POST
@by_finance
def mark_paid(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note money that came by other means."""
    return act(
        request,
        public_id,
        lambda order, by, reason: staff_acts.mark_paid(order, by=by, reason=reason),
        done="The order is marked as paid, and its courses are open.",
    )


@require_POST
@by_support
def access(request: HttpRequest, public_id: UUID, line_id: UUID) -> HttpResponse:
    """Take a line's courses away, or give them back."""
    line = get_object_or_404(OrderLine, public_id=line_id, order__public_id=public_id)
    change = staff_acts.take_access if line.withdrawn_at is None else staff_acts.give_access_back
    return act(
        request,
        public_id,
        lambda order, by, reason: change(line, by=by, reason=reason),
        done="The access is changed.",
    )


@require_POST
@by_finance
def approve(request: HttpRequest, public_id: UUID, refund_id: UUID) -> HttpResponse:
    """Agree to a refund that somebody proposed, or say no."""
    refund = get_object_or_404(Refund, public_id=refund_id, order__public_id=public_id)
    says_no = "decline" in request.POST

    def decide(order: Order, by: User, reason: str) -> None:
        if says_no:
            refunding.decline(refund, by=by, reason=reason)
        else:
            refunding.approve(refund, by=by, reason=reason)
            lines = [row.line for row in refund.lines.select_related("line")]
            asking.grant_open(order, lines, by=by, answer=reason)

    done = "The refund is declined." if says_no else "The refund is on its way."
    return act(request, public_id, decide, done=done)


@require_POST
@by_finance
def mend(request: HttpRequest, public_id: UUID, refund_id: UUID) -> HttpResponse:
    """After a refund failed: note that the money went another way, or let the sale stand."""
    refund = get_object_or_404(Refund, public_id=refund_id, order__public_id=public_id)
    stands = "stand" in request.POST
    change = refund_states.let_sale_stand if stands else refund_states.return_another_way
    return act(
        request,
        public_id,
        lambda order, by, reason: change(refund, by=by, note=reason),
        done="The sale stands." if stands else "The money is noted as returned.",
    )


@require_POST
@by_finance
def return_extra(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Give back money that settled nothing."""
    payment = get_object_or_404(Payment, order__public_id=public_id, attempt=number)

    def give_back(order: Order, by: User, reason: str) -> None:
        wish = refunding.Wish(
            reason=Refund.Reason.DUPLICATE, origin=Refund.Origin.STAFF, by=by, note=reason
        )
        refunding.refund_extra(payment, wish=wish)

    return act(request, public_id, give_back, done="The extra money is on its way back.")


@require_POST
@by_support
def decline_request(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Answer a buyer's request with no, and why."""
    asked = get_object_or_404(RefundRequest, pk=number, order__public_id=public_id)
    return act(
        request,
        public_id,
        lambda order, by, reason: asking.decline_request(asked, by=by, answer=reason),
        done="The buyer is told.",
    )


@require_POST
@permission_required("payments.view_stripeevent", raise_exception=True)
def replay(request: HttpRequest, event_id: str) -> HttpResponse:
    """Handle an event anew."""
    found = get_object_or_404(StripeEvent, event_id=event_id)
    record("event.replayed", actor=signed_in(request), thing=found.event_id)
    event = inbox.replay(found)
    messages.info(request, f"{event}: {event.get_state_display().lower()} {event.last_error}")
    return redirect("sales:review")
