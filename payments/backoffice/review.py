"""What waits for a person: orders to review, requests, refunds to approve or mend, disputes, and
events that were given up."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payments.models import Dispute, Order, Refund, RefundRequest, StripeEvent
from payments.refund_states import unmended

SHOWN = 100  # of each kind; the lists show all


def waiting() -> dict[str, Any]:
    """Return what waits, the oldest first."""
    return {
        "orders": Order.objects.filter(needs_review=True).order_by("placed_at")[:SHOWN],
        "requests": RefundRequest.objects.filter(state=RefundRequest.State.OPEN)
        .select_related("order", "user")
        .order_by("created_at")[:SHOWN],
        "proposed": Refund.objects.filter(state=Refund.State.PROPOSED)
        .select_related("order", "actor")
        .order_by("created_at")[:SHOWN],
        "failed": unmended().select_related("order").order_by("created_at")[:SHOWN],
        "disputes": Dispute.objects.exclude(status__in=Dispute.OVER)
        .select_related("payment__order")
        .order_by("evidence_due_by")[:SHOWN],
        "events": StripeEvent.objects.filter(state=StripeEvent.State.DEAD).order_by("received_at")[
            :SHOWN
        ],
    }


@require_safe
@permission_required("payments.view_order", raise_exception=True)
def review(request: HttpRequest) -> HttpResponse:
    """List what waits."""
    return render(request, "payments/backoffice/review.html", {"waiting": waiting()})
