"""Giving money back: recorded first, then sent; what becomes of it Stripe tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from cpd.audit.recording import record
from payments import gateway
from payments.access import derive
from payments.amounts import tax_part
from payments.locking import locked_order
from payments.models import Dispute, Order, OrderLine, Payment, Refund, RefundLine
from payments.refund_states import apply, committed, settle_refund

if TYPE_CHECKING:
    from accounts.models import User

# Stripe knows three reasons; the others are ours.
STRIPE_REASONS = {
    Refund.Reason.CHANGED_MIND: "requested_by_customer",
    Refund.Reason.STATUTORY: "requested_by_customer",
    Refund.Reason.DUPLICATE: "duplicate",
    Refund.Reason.FRAUDULENT: "fraudulent",
}


class CannotRefund(Exception):
    """The refund cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants a refund, and why. The same wish sent twice, by its `name`, is one refund."""

    reason: Refund.Reason
    origin: Refund.Origin
    by: "User | None" = None
    note: str = ""
    revoke: bool = True
    keeps_access_while_pending: bool = False
    method: Refund.Method = Refund.Method.ORIGINAL
    name: UUID | None = None


def refund(payment: Payment, *, amounts: Mapping[OrderLine, int], wish: Wish) -> Refund:
    """Give money back for lines, each with its amount in cents or pence. What needs a second person
    is kept as proposed; else it is sent at once. Raises CannotRefund, gateway.StripeDown."""
    kept, is_new = _keep(payment, amounts, wish)
    return submit(kept) if is_new and kept.state != Refund.State.PROPOSED else kept


def _given_alone(order: Order) -> int:
    """What staff gave back of an order with no second person: many small ones are a large one."""
    alone = order.refunds.standing().filter(origin=Refund.Origin.STAFF, approved_by=None)
    return alone.aggregate(sum=Sum("amount"))["sum"] or 0


def refund_extra(payment: Payment, *, wish: Wish) -> Refund:
    """Give back all of a payment that settled no order: grants and documents stay. Raises
    CannotRefund, gateway.StripeDown."""
    if payment.pays_order:
        raise CannotRefund("This payment settled its order: choose the lines to give back.")
    kept, _ = _keep(payment, {}, wish)
    return submit(kept)


def approve(proposed: Refund, *, by: "User", reason: str = "") -> Refund:
    """Let a second person agree, then send. Raises CannotRefund, gateway.StripeDown."""
    if proposed.actor == by:
        raise CannotRefund("Somebody else has to approve what you proposed.")
    _answer(proposed, Refund.State.REQUESTED, by=by, reason=reason)
    proposed.refresh_from_db()
    return submit(proposed)


def decline(proposed: Refund, *, by: "User", reason: str) -> None:
    """Let a second person say no: nothing is sent. Raises CannotRefund where it was sent or
    declined already."""
    _answer(proposed, Refund.State.CANCELED, by=by, reason=reason)


@transaction.atomic
def _answer(proposed: Refund, state: Refund.State, *, by: "User", reason: str) -> None:
    """Take a second person's word, and note it. Raises CannotRefund."""
    waiting = Refund.objects.filter(pk=proposed.pk, state=Refund.State.PROPOSED)
    if not waiting.update(state=state, approved_by=by):
        raise CannotRefund("This refund waits for nobody any more.")
    said = "refund.approved" if state == Refund.State.REQUESTED else "refund.declined"
    thing = str(proposed.public_id)
    record(said, actor=by, subject=proposed.order.user, thing=thing, reason=reason)


def submit(kept: Refund) -> Refund:
    """Send a refund that was recorded; again sends nothing new. Raises gateway.StripeDown."""
    if kept.method == Refund.Method.MANUAL:
        return settle_refund(kept, state=Refund.State.SUCCEEDED, began=timezone.now())
    _derive(kept.order)
    began = timezone.now()
    try:
        seen = gateway.create_refund(
            key=f"{settings.PAYMENTS_SITE}:refund:{kept.public_id}",
            intent_id=kept.payment.payment_intent_id or "",
            amount=kept.amount,
            reason=STRIPE_REASONS.get(Refund.Reason(kept.reason), ""),
            refund_id=str(kept.public_id),
        )
    except gateway.Refused as error:
        settle_refund(kept, state=Refund.State.FAILED, began=began, failure=error.code)
        raise CannotRefund(f"Stripe refused: {error}") from error
    except gateway.KeyInUse:
        return kept
    return apply(kept, seen, began=began)


@transaction.atomic
def _derive(order: Order) -> None:
    """What is on its way back counts as gone from now on."""
    derive(locked_order(order.pk))


@transaction.atomic
def _keep(payment: Payment, amounts: Mapping[OrderLine, int], wish: Wish) -> tuple[Refund, bool]:
    """Record a refund, and say whether it is a new one: a wish that was sent twice is there."""
    order = locked_order(payment.order_id)
    made = Refund.objects.filter(public_id=wish.name).first() if wish.name else None
    if made is not None:
        if made.order_id != order.pk:
            raise CannotRefund("This form belongs to another order: open the order again.")
        if made.state in {Refund.State.FAILED, Refund.State.CANCELED}:
            raise CannotRefund("Nothing came of this refund, see below. Send the form again.")
        return made, False
    locked = Payment.objects.select_for_update().get(pk=payment.pk)
    amount = sum(amounts.values()) if locked.pays_order else locked.amount
    refuse_unrefundable(locked, amount, method=wish.method)
    needs_second = (
        locked.pays_order
        and wish.origin == Refund.Origin.STAFF
        and _given_alone(order) + amount > settings.REFUND_APPROVAL_ABOVE
    )
    kept = Refund.objects.create(
        order=order,
        payment=locked,
        amount=amount,
        currency=order.currency,
        state=Refund.State.PROPOSED if needs_second else Refund.State.REQUESTED,
        method=wish.method,
        reason=wish.reason,
        origin=wish.origin,
        keeps_access_while_pending=wish.keeps_access_while_pending,
        actor=wish.by,
        note=wish.note,
        livemode=order.livemode,
        **({"public_id": wish.name} if wish.name else {}),
    )
    for line, part in amounts.items():
        keep_line(kept, line, part, revoke=wish.revoke)
    thing = str(order.public_id)
    record("refund.requested", actor=wish.by, subject=order.user, thing=thing, reason=wish.note)
    return kept, True


def keep_line(kept: Refund, line: OrderLine, amount: int, *, revoke: bool) -> None:
    """Note what a refund takes from a line. Raises CannotRefund if less is left."""
    standing = RefundLine.objects.filter(line=line, refund__in=committed())
    before = standing.aggregate(sum=Sum("amount"))["sum"] or 0
    if line.order_id != kept.order_id or not 0 < amount <= line.total - before:
        raise CannotRefund(f"{line.title}: that is more than is left of it.")
    tax = tax_part(line.tax, before=before, amount=amount, total=line.total)
    RefundLine.objects.create(refund=kept, line=line, amount=amount, tax=tax, revoke=revoke)


def refuse_unrefundable(payment: Payment, amount: int, *, method: Refund.Method) -> None:
    """Raises CannotRefund where there is no money, less than that, or a dispute holds it."""
    if payment.state != Payment.State.SUCCEEDED:
        raise CannotRefund("This payment brought no money.")
    spoken_for = committed().filter(payment=payment).aggregate(sum=Sum("amount"))["sum"] or 0
    if not 0 < amount <= payment.amount - spoken_for:
        raise CannotRefund("That is more than is left of the payment.")
    is_held = payment.disputes.filter(refundable=False).exclude(status=Dispute.WON).exists()
    if is_held and method == Refund.Method.ORIGINAL:
        raise CannotRefund("The bank holds this money in a dispute: answer the dispute instead.")
    if payment.provider != Payment.Provider.STRIPE and method == Refund.Method.ORIGINAL:
        raise CannotRefund("This money did not come through Stripe: give it back another way.")
