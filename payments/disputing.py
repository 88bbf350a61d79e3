"""Disputes as Stripe shows them, and what they do to access."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cpd.audit.recording import record
from payments import gateway
from payments.access import derive
from payments.locking import locked_order
from payments.models import Dispute, Payment
from payments.refund_states import find_payment
from payments.telling import post_mail
from payments.values import DisputeSeen


def take_dispute(stripe_id: str) -> Dispute:
    """Look at a dispute at Stripe and apply it. Raises UnknownPayment, gateway.StripeDown,
    gateway.Refused."""
    began = timezone.now()
    return apply_seen(gateway.retrieve_dispute(stripe_id), began=began)


@transaction.atomic
def apply_seen(seen: DisputeSeen, *, began: datetime) -> Dispute:
    """Apply one look: a chargeback suspends access until it is won; an inquiry is only noted. An
    older look changes nothing. Raises UnknownPayment."""
    payment = find_payment(intent_id=seen.intent_id, charge_id=seen.charge_id)
    order = locked_order(payment.order_id)
    dispute, is_new = Dispute.objects.get_or_create(
        stripe_dispute_id=seen.id, defaults=_first(payment, seen)
    )
    if dispute.synced_at is not None and dispute.synced_at > began:
        return dispute
    before = dispute.status
    dispute.status, dispute.reason, dispute.amount = seen.status, seen.reason[:60], seen.amount
    dispute.evidence_due_by, dispute.refundable = seen.evidence_due_by, seen.refundable
    dispute.kind = kind_of(seen.status, before=None if is_new else Dispute.Kind(dispute.kind))
    is_held = dispute.kind == Dispute.Kind.CHARGEBACK and not dispute.is_over
    dispute.access_suspended = is_held and settings.DISPUTES_SUSPEND_ACCESS
    dispute.synced_at = began
    dispute.save()
    if is_new or before != seen.status:
        thing = str(order.public_id)
        record("dispute.changed", subject=order.user, thing=thing, status=seen.status)
    if is_new:
        post_mail("dispute_opened", dispute)
    derive(order)
    return dispute


def kind_of(status: str, *, before: Dispute.Kind | None) -> Dispute.Kind:
    """Return the kind: `warning_…` is an inquiry, which may become a chargeback; never back."""
    is_inquiry = status.startswith("warning_")
    if before == Dispute.Kind.CHARGEBACK or not is_inquiry:
        return Dispute.Kind.CHARGEBACK
    return Dispute.Kind.INQUIRY


def _first(payment: Payment, seen: DisputeSeen) -> dict[str, object]:
    return {
        "payment": payment,
        "kind": kind_of(seen.status, before=None),
        "status": seen.status,
        "amount": seen.amount,
        "currency": payment.currency,
        "opened_at": seen.created or timezone.now(),
        "livemode": seen.livemode,
    }
