"""Refunds by staff: support within the policy, finance any."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cpd.requests import signed_in
from payments import asking, gateway, refund_states, refunding
from payments.backoffice.forms import FAILED, RefundForm
from payments.backoffice.orders import order_for_staff, show_order
from payments.models import Order, Refund
from payments.policy import Decision, decide

ABOVE_SUPPORT = "The policy does not grant this refund: ask somebody of finance."


@require_POST
@permission_required("payments.refund_within_policy", raise_exception=True)
def refund(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give money of some lines back."""
    order = order_for_staff(public_id)
    form = RefundForm(request.POST, order=order, auto_id=FAILED)
    if form.is_valid() and not _may(request, order, form):
        form.add_error(None, ABOVE_SUPPORT)
    if form.is_valid():
        try:
            return _refund(request, order, form)
        except refunding.CannotRefund as refusal:
            form.add_error(None, str(refusal))
            form.name_anew()
    return show_order(request, order, failed=form)


def _may(request: HttpRequest, order: Order, form: RefundForm) -> bool:
    """Finance gives any; support what the policy or the law gives: all of a line, and the course
    goes."""
    if signed_in(request).has_perm("payments.refund_any"):
        return True
    values = form.cleaned_data
    amounts = values["amounts"]
    is_whole = all(refund_states.left_of(line) == amount for line, amount in amounts.items())
    is_granted = decide(order, list(amounts), at=timezone.now()) == Decision.AUTOMATIC
    gives_more = values["keep_course"] or values["wait"]
    is_plain = values["method"] == Refund.Method.ORIGINAL and not gives_more
    return is_whole and is_granted and is_plain


def _refund(request: HttpRequest, order: Order, form: RefundForm) -> HttpResponse:
    user, values = signed_in(request), form.cleaned_data
    wish = refunding.Wish(
        reason=Refund.Reason(values["reason"]),
        origin=Refund.Origin.STAFF,
        by=user,
        note=values["note"],
        revoke=not values["keep_course"],
        keeps_access_while_pending=values["wait"],
        method=Refund.Method(values["method"]),
        name=values["wish"],
    )
    payment = order.payments.filter(pays_order=True).first()
    if payment is None:
        raise refunding.CannotRefund("This order was not paid.")
    try:
        made = refunding.refund(payment, amounts=values["amounts"], wish=wish)
        messages.success(request, _said(made))
        if made.state == Refund.State.PROPOSED:
            return redirect("sales:order", order.public_id)  # whoever approves it grants requests
    except gateway.StripeDown:
        messages.warning(request, "The refund is recorded. Stripe does not answer: it goes later.")
    asking.grant_open(order, list(values["amounts"]), by=user, answer=values["note"])
    return redirect("sales:order", order.public_id)


def _said(made: Refund) -> str:
    if made.state == Refund.State.PROPOSED:
        return "A second person has to approve a refund of this size: it waits on the review list."
    return f"{made.money} is on its way back."


@require_POST
@permission_required("payments.refund_any", raise_exception=True)
def assign(request: HttpRequest, public_id: UUID, refund_id: UUID) -> HttpResponse:
    """Say for which lines a refund made at Stripe was."""
    external = get_object_or_404(Refund, public_id=refund_id, order__public_id=public_id)
    order = order_for_staff(public_id)
    form = RefundForm(request.POST, order=order, auto_id=FAILED)
    if not form.is_valid():
        return show_order(request, order, failed=form)
    try:
        refund_states.assign(
            external,
            amounts=form.cleaned_data["amounts"],
            revoke=not form.cleaned_data["keep_course"],
            by=signed_in(request),
        )
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return show_order(request, order_for_staff(public_id), failed=form)
    messages.success(request, "The refund is assigned.")
    return redirect("sales:order", public_id)
