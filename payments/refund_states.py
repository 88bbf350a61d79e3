"""What becomes of a refund: applying what Stripe says, refunds made in its Dashboard, and what
staff do when one failed."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from cpd.audit.recording import record
from payments import gateway
from payments.access import derive, is_public_id
from payments.amounts import tax_part
from payments.documents.issuing import issue_correction, issue_credit_note
from payments.fulfilling import ask_for_review
from payments.locking import locked_order
from payments.models import Document, OrderLine, Payment, Refund, RefundLine
from payments.telling import post_mail
from payments.values import RefundSeen

if TYPE_CHECKING:
    from accounts.models import User

ACCEPTED = (Refund.State.PENDING, Refund.State.REQUIRES_ACTION, Refund.State.SUCCEEDED)
OVER = (Refund.State.FAILED, Refund.State.CANCELED)
UNASSIGNED = "A refund made in Stripe's Dashboard is for part of the order: say for which lines."


class UnknownPayment(Exception):
    """A refund or dispute of a payment that is not ours."""


def committed() -> QuerySet[Refund]:
    """Refunds whose amounts are spoken for: standing ones, those that wait for a second person, and
    failed ones whose credit note stands until staff have seen to them."""
    is_spoken_for = Q(state__in=[*Refund.STANDING, Refund.State.PROPOSED])
    return Refund.objects.filter(is_spoken_for | Q(pk__in=unmended().values("pk")))


def unmended() -> QuerySet[Refund]:
    """Refunds that failed after their credit note was issued, and that nobody has mended."""
    return Refund.objects.filter(
        state__in=OVER,
        document__isnull=False,
        document__corrected_by__isnull=True,
        replaced_by__isnull=True,
    )


def take_refund(stripe_id: str) -> Refund:
    """Look at a refund at Stripe and apply it; one that nobody made here is recorded as external.
    Raises UnknownPayment, gateway.StripeDown, gateway.Refused."""
    began = timezone.now()
    return apply_seen(gateway.retrieve_refund(stripe_id), began=began)


def apply_seen(seen: RefundSeen, *, began: datetime) -> Refund:
    """Apply one look at a refund, ours or not. Raises UnknownPayment."""
    kept = _find(seen) or _keep_external(seen)
    return apply(kept, seen, began=began)


def apply(kept: Refund, seen: RefundSeen, *, began: datetime) -> Refund:
    """Apply one look at a refund of ours; an older look changes nothing."""
    state = seen.status if seen.status in Refund.State.values else Refund.State.PENDING
    return settle_refund(
        kept,
        state=Refund.State(state),
        began=began,
        failure=seen.failure_reason,
        stripe_id=seen.id,
    )


@transaction.atomic
def settle_refund(
    kept: Refund, *, state: Refund.State, began: datetime, failure: str = "", stripe_id: str = ""
) -> Refund:
    """Set a refund's state with all that follows from it, under the order's lock."""
    order = locked_order(kept.order_id)
    locked = Refund.objects.select_for_update().get(pk=kept.pk)
    locked.order = order
    if locked.synced_at is not None and locked.synced_at > began:
        return locked
    before = locked.state
    locked.state, locked.synced_at, locked.failure_reason = state, began, failure[:80]
    locked.stripe_refund_id = stripe_id or locked.stripe_refund_id
    locked.save()
    if state in ACCEPTED and locked.accepted_at is None:
        accept(locked)
    if state in OVER and before not in OVER:
        post_mail("refund_failed", locked)
    derive(order)
    return locked


def accept(locked: Refund) -> None:
    """Stripe took it: the buyer is told, and the credit note issued once it is known for what."""
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    if locked.lines.exists():
        issue_credit_note(locked, at=locked.accepted_at)
    post_mail("refund_sent", locked)
    record(
        "refund.accepted",
        actor=locked.actor,
        subject=locked.order.user,
        thing=str(locked.order.public_id),
        amount=locked.amount,
        reason=locked.note,
    )


def _find(seen: RefundSeen) -> Refund | None:
    by_id = Q(stripe_refund_id=seen.id)
    if seen.site == settings.PAYMENTS_SITE and is_public_id(seen.refund_id):
        by_id |= Q(public_id=seen.refund_id, stripe_refund_id__isnull=True)
    return Refund.objects.filter(by_id).first()


@transaction.atomic
def _keep_external(seen: RefundSeen) -> Refund:
    """Record a refund that somebody made at Stripe: all of what is left is for all lines."""
    payment = find_payment(intent_id=seen.intent_id, charge_id=seen.charge_id)
    order = locked_order(payment.order_id)
    kept, is_new = Refund.objects.get_or_create(
        stripe_refund_id=seen.id,
        defaults={
            "order": order,
            "payment": payment,
            "amount": seen.amount,
            "currency": order.currency,
            "reason": Refund.Reason.UNKNOWN,
            "origin": Refund.Origin.EXTERNAL,
            "livemode": order.livemode,
        },
    )
    left = {line: left_of(line) for line in order.lines.all()}
    if is_new and payment.pays_order and seen.amount == sum(left.values()):
        _keep_lines(kept, {line: amount for line, amount in left.items() if amount}, revoke=True)
    elif is_new and payment.pays_order:
        ask_for_review(order, UNASSIGNED)
    return kept


def find_payment(*, intent_id: str, charge_id: str) -> Payment:
    """Return the payment that an object at Stripe belongs to; before its money is settled here it
    is as good as unknown, or a refund would pass for one of extra money. Raises UnknownPayment."""
    by_intent = Q(payment_intent_id=intent_id) if intent_id else Q(pk=None)
    by_charge = Q(charge_id=charge_id) if charge_id else Q(pk=None)
    found = Payment.objects.succeeded().filter(by_intent | by_charge).first()
    if found is None:
        raise UnknownPayment(intent_id or charge_id)
    return found


def left_of(line: OrderLine) -> int:
    """Return what of a line no refund speaks for yet, in cents or pence."""
    rows = RefundLine.objects.filter(line=line, refund__in=committed())
    return line.total - (rows.aggregate(sum=Sum("amount"))["sum"] or 0)


@transaction.atomic
def assign(external: Refund, *, amounts: Mapping[OrderLine, int], revoke: bool, by: "User") -> None:
    """Say for which lines an external refund was. Raises ValueError where the amounts do not fit,
    or where it was said already."""
    order = locked_order(external.order_id)
    locked = Refund.objects.select_for_update().get(pk=external.pk)
    is_external = locked.origin == Refund.Origin.EXTERNAL and locked.payment.pays_order
    if not is_external or locked.state in OVER:
        raise ValueError("Only a refund made at Stripe, of the order's own payment, is assigned.")
    if locked.lines.exists() or sum(amounts.values()) != locked.amount:
        raise ValueError("The amounts must add up to the refund, once.")
    if any(not 0 < amount <= left_of(line) for line, amount in amounts.items()):
        raise ValueError("That is more than is left of a line.")
    _keep_lines(locked, amounts, revoke=revoke)
    if locked.accepted_at is not None:
        issue_credit_note(locked, at=timezone.now())
    derive(order)
    record("refund.assigned", actor=by, subject=order.user, thing=str(order.public_id))


def _keep_lines(kept: Refund, amounts: Mapping[OrderLine, int], *, revoke: bool) -> None:
    for line, amount in amounts.items():
        before = line.total - left_of(line)
        tax = tax_part(line.tax, before=before, amount=amount, total=line.total)
        RefundLine.objects.create(refund=kept, line=line, amount=amount, tax=tax, revoke=revoke)


@transaction.atomic
def return_another_way(failed: Refund, *, by: "User", note: str) -> Refund:
    """Note that staff gave the money of a failed refund back by other means; the credit note of
    the failed one stands for it. Raises ValueError for a refund that has not failed, or twice."""
    order = locked_order(failed.order_id)
    locked = Refund.objects.select_for_update().get(pk=failed.pk)
    _refuse_mended(locked)
    now = timezone.now()
    made = Refund.objects.create(
        order=order,
        payment=locked.payment,
        amount=locked.amount,
        currency=locked.currency,
        state=Refund.State.SUCCEEDED,
        method=Refund.Method.MANUAL,
        reason=locked.reason,
        origin=Refund.Origin.STAFF,
        replaces=locked,
        actor=by,
        note=note,
        livemode=locked.livemode,
        accepted_at=now,
        synced_at=now,
    )
    for row in locked.lines.all():
        RefundLine.objects.create(
            refund=made, line=row.line, amount=row.amount, tax=row.tax, revoke=row.revoke
        )
    derive(order)
    record("refund.manual", actor=by, subject=order.user, thing=str(order.public_id), reason=note)
    return made


@transaction.atomic
def let_sale_stand(failed: Refund, *, by: "User", note: str) -> Document:
    """Keep the sale of a refund that failed: a new invoice corrects its credit note. Raises
    ValueError for a refund that has not failed, has no note, or was mended already."""
    order = locked_order(failed.order_id)
    locked = Refund.objects.select_for_update().get(pk=failed.pk)
    _refuse_mended(locked)
    made = issue_correction(locked.document, at=timezone.now())
    record("refund.undone", actor=by, subject=order.user, thing=str(order.public_id), reason=note)
    return made


def _refuse_mended(failed: Refund) -> None:
    note = Document.objects.filter(refund=failed).first()
    if failed.state not in OVER or note is None:
        raise ValueError("Only a refund that failed after its credit note needs this.")
    if Refund.objects.filter(replaces=failed).exists() or Document.objects.filter(corrects=note):
        raise ValueError("This refund was seen to already.")
