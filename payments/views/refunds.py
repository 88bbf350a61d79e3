"""Asking for a refund: what the policy grants is done at once, the rest goes to a person."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cpd.requests import signed_in
from payments.access import holds_chargeback
from payments.asking import AlreadyAsked, ask
from payments.forms import RefundForm
from payments.models import Order, RefundRequest
from payments.policy import ANSWER_WITHIN, MOST_COMPLETED, PERIOD, refundable
from payments.views.limits import limited
from payments.views.paying import order_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("refund_request")
def refund_request(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose lines, say why, and see what happens next."""
    order = order_of(signed_in(request), public_id)
    open_request = order.refund_requests.filter(state=RefundRequest.State.OPEN).first()
    if open_request is not None:
        answer_by = open_request.created_at + ANSWER_WITHIN
        return _page(request, order, open_request=open_request, answer_by=answer_by)
    left = refundable(order)
    if not left or holds_chargeback(order):
        return redirect("payments:order", order.public_id)
    data = request.POST if request.method == "POST" else None
    form = RefundForm(data, left=left, currency=order.currency)
    if form.is_valid():
        return _ask(request, order, form)
    return _page(request, order, form=form, status=422 if form.errors else 200)


def _ask(request: HttpRequest, order: Order, form: RefundForm) -> HttpResponse:
    user = signed_in(request)
    try:
        asked = ask(order, form.chosen, by=user, message=form.cleaned_data["message"])
    except AlreadyAsked:
        return redirect("payments:refund_request", order.public_id)
    if asked is not None:
        return redirect("payments:refund_request", order.public_id)
    messages.success(request, _("Your refund is on its way. We have written to you about it."))
    return redirect("payments:order", order.public_id)


def _page(
    request: HttpRequest, order: Order, *, status: int = 200, **context: object
) -> HttpResponse:
    policy = {
        "days": PERIOD.days,
        "percent": MOST_COMPLETED,
        "answer_days": ANSWER_WITHIN.days,
        "order": order,
    }
    return render(request, "payments/refund_request.html", {**policy, **context}, status=status)
