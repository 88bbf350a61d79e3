"""What waits for a person: orders to review, requests, refunds to approve or mend, disputes, and
events that were given up."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cpd.audit.models import AuditEntry
from payments.access import is_public_id
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
    """List what waits, and what the last audit found."""
    audit = AuditEntry.objects.filter(act="payments.audited").order_by("-at").first()
    findings = [with_order(finding) for finding in audit.details["findings"]] if audit else []
    context = {"waiting": waiting(), "audit": audit, "findings": findings}
    return render(request, "payments/backoffice/review.html", context)


def with_order(finding: dict[str, str]) -> dict[str, str]:
    """Return a finding with the public id of the order it is about, where it names one: its page
    has the button that looks at Stripe."""
    names = Q(documents__number=finding["thing"]) | Q(payments__charge_id=finding["thing"])
    if is_public_id(finding["thing"]):
        names |= Q(public_id=finding["thing"]) | Q(lines__public_id=finding["thing"])
        names |= Q(refunds__public_id=finding["thing"])
    order = Order.objects.filter(names).first()
    return {**finding, "order": str(order.public_id) if order else ""}
