"""Going to pay, coming back, and giving an order up."""

import re
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from cpd.requests import signed_in
from payments import basket, gateway
from payments.beginning import where_to_begin
from payments.cancelling import TooLate, cancel
from payments.models import Order, Payment
from payments.paying import NotPayable, StripeAway, start_attempt
from payments.settling import KeepsChanging, NotOurs, find_payment, settle
from payments.views.limits import limited

SESSION_ID = re.compile(r"cs_\w{1,110}", re.ASCII)
NOT_NOW = gettext_lazy(
    "The payment page cannot be opened at this moment. Nothing was charged: try again."
)


def order_of(user: User, public_id: UUID) -> Order:
    """Return somebody's own order. Raises Http404."""
    return get_object_or_404(Order.objects.select_related("seller"), public_id=public_id, user=user)


@require_POST
@login_required
@limited("checkout")
def pay(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send the buyer to Stripe's page for an order that waits."""
    return send_to_pay(request, order_of(signed_in(request), public_id))


def send_to_pay(request: HttpRequest, order: Order) -> HttpResponse:
    """Answer with the way to Stripe's page, or with why there is none."""
    try:
        return redirect_to(start_attempt(order))
    except StripeAway:
        messages.error(request, NOT_NOW)
    except NotPayable:
        messages.info(request, _("This order is not waiting for a payment any more."))
    return redirect("payments:order", order.public_id)


def redirect_to(address: str) -> HttpResponse:
    """Answer a form with the page to see next."""
    return HttpResponse(status=303, headers={"Location": address})


@require_POST
@login_required
def cancel_order(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give an unpaid order up."""
    user = signed_in(request)
    order = order_of(user, public_id)
    try:
        cancel(order, by=user)
    except TooLate:
        messages.info(request, _("This order has been paid, or its payment is on the way."))
    except (gateway.StripeDown, gateway.Refused, NotOurs, KeepsChanging):
        messages.error(request, _("The order could not be cancelled now. Try again in a minute."))
    return redirect("payments:order", order.public_id)


@require_safe
@login_required
def return_page(request: HttpRequest) -> HttpResponse:
    """Settle the session that the buyer comes back from, and say how it stands; the address by
    itself gives nothing."""
    payment = _settled(signed_in(request), request.GET.get("session_id", ""))
    order = payment.order
    if order.is_settled or order.state == Order.State.PROCESSING:
        basket.take_out(request.session, order)
    context = {"order": order, "payment": payment, "begin": where_to_begin(order)}
    return render(request, "payments/return.html", {**context, "outcome": outcome_of(payment)})


def _settled(user: User, session_id: str) -> Payment:
    """Return the buyer's own attempt, looked at if Stripe and the database let us now. Raises
    Http404."""
    if not SESSION_ID.fullmatch(session_id):
        raise Http404("No such payment.")
    mine = Payment.objects.select_related("order").filter(order__user=user)
    payment = mine.filter(session_id=session_id).first() or _nameless(mine, session_id)
    try:
        return settle(session_id)
    except (gateway.StripeDown, gateway.Refused, NotOurs, KeepsChanging, OperationalError):
        return payment


def _nameless(mine: QuerySet[Payment], session_id: str) -> Payment:
    """The attempt whose session's id was lost on its way to us. Raises Http404."""
    try:
        found = find_payment(gateway.retrieve_session(session_id))
    except (gateway.StripeDown, gateway.Refused, NotOurs):
        found = None
    payment = mine.filter(pk=found.pk).first() if found else None
    if payment is None:
        raise Http404("No such payment.")
    return payment


def outcome_of(payment: Payment) -> str:
    """Return how an attempt stands, as the page tells it: paid, review, processing, failed,
    cancelled or waiting."""
    if payment.order.is_settled:
        return "paid"
    if payment.state == Payment.State.SUCCEEDED:
        return "review"
    if payment.state == Payment.State.PROCESSING:
        return "processing"
    if payment.order.state == Order.State.CANCELLED:
        return "cancelled"
    return "waiting" if payment.state in Payment.UNFINISHED else "failed"


@require_safe
@login_required
def status(request: HttpRequest, public_id: UUID) -> JsonResponse:
    """Say how an order stands, for a page that waits."""
    order = order_of(signed_in(request), public_id)
    return JsonResponse({"state": order.state, "needs_review": order.needs_review})
