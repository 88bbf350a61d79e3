"""The page of one order, for staff: what was bought, its money, its timeline, and what can be
done."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cpd.requests import signed_in
from payments.backoffice.forms import ReasonForm, RefundForm
from payments.backoffice.money_box import dashboard_address, money_box
from payments.backoffice.timeline import timeline_of
from payments.models import Dispute, Order, Refund
from payments.refund_states import OVER, left_of

StaffForm = ReasonForm | RefundForm
for_staff = permission_required("payments.view_order", raise_exception=True)


def order_for_staff(public_id: UUID) -> Order:
    """Return any order. Raises Http404."""
    rows = Order.objects.select_related("user", "seller__provider", "promotion_code")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
@for_staff
def order(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show an order."""
    return show_order(request, order_for_staff(public_id))


def show_order(
    request: HttpRequest, found: Order, *, failed: StaffForm | None = None
) -> HttpResponse:
    """Draw the page; with the form that was posted to this address and not accepted, if there is
    one."""
    payments = list(found.payments.all())
    context = {
        "order": found,
        "lines": [(line, left_of(line)) for line in found.lines.all()],
        "payments": [(payment, dashboard_address(payment)) for payment in payments],
        "extras": [payment for payment in payments if is_extra(payment)],
        "refunds": [
            {
                **refund_row(refund),
                "form": _form(request, found, failed, "sales:assign", refund.public_id),
            }
            for refund in found.refunds.select_related("document")
        ],
        "requests": found.refund_requests.select_related("user"),
        "disputes": Dispute.objects.filter(payment__order=found),
        "box": money_box(found),
        "timeline": timeline_of(found),
        "refund_form": _form(request, found, failed, "sales:refund"),
        "failed": failed,
        **rights_of(request),
    }
    status = 422 if failed else 200
    return render(request, "payments/backoffice/order.html", context, status=status)


def _form(
    request: HttpRequest, found: Order, failed: StaffForm | None, name: str, *args: UUID
) -> RefundForm:
    """Return the form of amounts at an address, as it was posted if it was posted there."""
    is_here = request.path == reverse(name, args=[found.public_id, *args])
    if isinstance(failed, RefundForm) and is_here:
        return failed
    begin = "-".join(["refund", *map(str, args)])
    return RefundForm(order=found, auto_id=f"{begin}-%s")


def is_extra(payment: Any) -> bool:
    """Whether a payment brought money that settled nothing and has not gone back."""
    gone = payment.refunds.filter(state__in=Refund.STANDING).exists()
    return payment.state == "succeeded" and not payment.pays_order and not gone


def refund_row(refund: Refund) -> dict[str, Any]:
    """Return a refund with what staff may have to do about it."""
    note = getattr(refund, "document", None)
    is_mended = hasattr(refund, "replaced_by") or (note and hasattr(note, "corrected_by"))
    return {
        "refund": refund,
        "note": note,
        "needs_lines": refund.origin == Refund.Origin.EXTERNAL
        and refund.payment.pays_order
        and not refund.lines.exists(),
        "needs_mending": refund.state in OVER and note is not None and not is_mended,
        "needs_second": refund.state == Refund.State.PROPOSED,
    }


def rights_of(request: HttpRequest) -> dict[str, bool]:
    """Return what this member of staff may do."""
    user = signed_in(request)
    return {
        "may_refund": user.has_perm("payments.refund_within_policy"),
        "may_refund_any": user.has_perm("payments.refund_any"),
        "may_manage": user.has_perm("payments.refund_any"),
    }
