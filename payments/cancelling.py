"""Cancelling an order that nobody paid."""

from typing import TYPE_CHECKING

from django.db import transaction

from cpd.audit.recording import record
from payments import codes, gateway
from payments.locking import locked_order
from payments.models import Order, Payment
from payments.settling import settle

if TYPE_CHECKING:
    from accounts.models import User


class TooLate(Exception):
    """The order is paid, or money for it is on its way."""


def cancel(order: Order, *, by: "User", reason: str = "") -> Order:
    """Close the open pages at Stripe, look whether somebody paid there after all, then cancel; an
    order that has ended stays as it is. Raises TooLate, gateway.StripeDown."""
    for payment in order.payments.unfinished():
        if payment.session_id:
            gateway.expire_session(payment.session_id)
            settle(payment.session_id)
    with transaction.atomic():
        locked = locked_order(order.pk)
        if locked.state in {Order.State.CANCELLED, Order.State.EXPIRED}:
            return locked
        unfinished = locked.payments.unfinished()
        if locked.state != Order.State.AWAITING_PAYMENT or unfinished.exclude(
            state=Payment.State.CREATED
        ):
            raise TooLate
        unfinished.update(state=Payment.State.SUPERSEDED)
        locked.state = Order.State.CANCELLED
        locked.save(update_fields=["state"])
        codes.release(locked)
        thing = str(locked.public_id)
        record("order.cancelled", actor=by, subject=locked.user, thing=thing, reason=reason)
        return locked
