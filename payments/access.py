"""Who keeps what: an order's state, its lines and their grants, derived from sums and facts."""

import uuid
from datetime import datetime

from django.db.models import Sum
from django.utils import timezone

from courses.enrolment import enrolling
from courses.enrolment.models import Grant
from payments.locking import locked_order
from payments.models import Dispute, Order, OrderLine, Refund, RefundLine

# What the learner reads on the page of the closed course.
REFUNDED = "The payment was refunded."
CHARGEBACK = "Your bank took the payment back, or is looking into it."
BY_LINE = (Grant.Kind.PURCHASE, Grant.Kind.FREE)  # a free course's line makes a free grant


def grants_of(line: OrderLine) -> list[Grant]:
    """Return the grants that a line made."""
    return list(Grant.objects.filter(kind__in=BY_LINE, reference=line.reference))


def derive(order: Order) -> None:
    """Set what follows from payments, refunds and disputes: what was refunded of each line, who
    keeps access, and the order's state. The caller has locked the order; again changes nothing."""
    now = timezone.now()
    payment = order.payments.filter(pays_order=True).first()
    if payment is None:
        return
    is_suspended = holds_chargeback(order)
    for line in order.lines.all():
        line.refunded = _refunded(line)
        _set_access(line, closed_by=CHARGEBACK if is_suspended else _taken(line), at=now)
        line.save(update_fields=["refunded", "revoked_at"])
    order.state = state_by_sums(sum(line.refunded for line in order.lines.all()), total=order.total)
    order.save(update_fields=["state"])


def state_by_sums(refunded: int, *, total: int) -> Order.State:
    """Return the state of a paid order."""
    if not refunded:
        return Order.State.PAID
    return Order.State.REFUNDED if refunded == total else Order.State.PARTIALLY_REFUNDED


def _refunded(line: OrderLine) -> int:
    rows = RefundLine.objects.filter(line=line, refund__state=Refund.State.SUCCEEDED)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def _taken(line: OrderLine) -> str:
    """Return why a line no longer gives access, or nothing: what is on its way back counts as gone,
    unless staff chose to wait; goodwill takes money only."""
    if line.withdrawn_at is not None:
        return enrolling.CLOSED_BY_STAFF
    rows = RefundLine.objects.filter(line=line, refund__in=Refund.objects.standing())
    taken = [
        row
        for row in rows.select_related("refund")
        if row.refund.state == Refund.State.SUCCEEDED or not row.refund.keeps_access_while_pending
    ]
    is_gone = line.total > 0 and sum(row.amount for row in taken) >= line.total
    return REFUNDED if is_gone and any(row.revoke for row in taken) else ""


def holds_chargeback(order: Order) -> bool:
    """Whether a chargeback holds or took the money that paid an order, so that its courses are
    closed."""
    chargebacks = Dispute.objects.filter(
        payment__order=order, payment__pays_order=True, kind=Dispute.Kind.CHARGEBACK
    )
    return any(
        dispute.status == Dispute.LOST or dispute.access_suspended for dispute in chargebacks
    )


def _set_access(line: OrderLine, *, closed_by: str, at: datetime) -> None:
    if not closed_by and line.revoked_at is not None:
        line.revoked_at = None
        enrolling.restore(grants_of(line))
    elif closed_by and line.revoked_at is None and line.fulfilled_at is not None:
        line.revoked_at = at
        enrolling.revoke(grants_of(line), at=at, reason=closed_by)


def line_withdrawn(grants: list[Grant], at: datetime) -> None:
    """Note on its line that staff took a bought course away; the enrolment calls it, before it
    touches the grants."""
    references = [
        grant.reference
        for grant in grants
        if grant.kind in BY_LINE and is_public_id(grant.reference)
    ]
    for line in OrderLine.objects.filter(public_id__in=references, fulfilled_at__isnull=False):
        locked_order(line.order_id)
        OrderLine.objects.filter(pk=line.pk).update(withdrawn_at=at, revoked_at=at)


def is_public_id(reference: str) -> bool:
    """Whether a text reads as a public id of ours; others, or people in the Dashboard, write other
    things in its place."""
    try:
        uuid.UUID(reference)
    except ValueError:
        return False
    return True
