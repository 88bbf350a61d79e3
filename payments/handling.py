"""From an event to the look at Stripe that it is a reason for."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from payments import gateway
from payments.disputing import take_dispute
from payments.fulfilling import ask_for_review
from payments.locking import locked_order
from payments.models import Order, Payment
from payments.refund_states import UnknownPayment, apply_seen, find_payment, take_refund
from payments.settling import NotOurs, settle
from payments.values import id_of

HANDLED = {
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "payment_intent.payment_failed",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
    "radar.early_fraud_warning.created",
}
FRAUD_WARNING = "Stripe warns of fraud: consider a refund before the bank asks for one."
Body = Mapping[str, Any]


class NotSettledYet(Exception):
    """A fact about money of ours that has not arrived: the event is tried again later."""


class Ignored(Exception):
    """An event that is nothing to us; the message says why."""


def handle(object_type: str, object_id: str, *, body: Body) -> Order:
    """Look at the object that an event names, and apply it; returns the order it belongs to.
    Raises Ignored, gateway.StripeDown."""
    handler = HANDLERS.get(object_type)
    if handler is None:
        raise Ignored(f"an object that we do not handle: {object_type or 'none'}")
    thing = (body.get("data") or {}).get("object") or {}
    try:
        return handler(object_id, thing)
    except NotOurs:
        raise Ignored("another site's") from None
    except UnknownPayment:
        raise Ignored("no payment of ours") from None
    except gateway.Refused as error:
        if error.code == "resource_missing":
            raise Ignored("Stripe does not know the object") from error
        raise


def _session(object_id: str, thing: Body) -> Order:
    return settle(object_id).order


def _intent(object_id: str, thing: Body) -> Order:
    return settle(_session_id(object_id)).order


def _refund(object_id: str, thing: Body) -> Order:
    _know(thing)
    return take_refund(object_id).order


def _dispute(object_id: str, thing: Body) -> Order:
    _know(thing)
    return take_dispute(object_id).payment.order


def _charge(object_id: str, thing: Body) -> Order:
    """The refunds of a charge, whatever the event's rendering of it says."""
    _know({**thing, "charge": object_id})
    began = timezone.now()
    for seen in gateway.list_refunds(charge_id=object_id):
        apply_seen(seen, began=began)
    return find_payment(intent_id=id_of(thing.get("payment_intent")), charge_id=object_id).order


@transaction.atomic
def _fraud_warning(object_id: str, thing: Body) -> Order:
    payment = _know(thing)
    order = locked_order(payment.order_id)
    ask_for_review(order, FRAUD_WARNING)
    return order


def _know(thing: Body) -> Payment:
    """Return the payment of a charge or intent; one that we have not seen yet is settled first, so
    that a later fact may arrive before an earlier one. Raises UnknownPayment, NotOurs,
    NotSettledYet."""
    intent_id, charge_id = id_of(thing.get("payment_intent")), id_of(thing.get("charge"))
    try:
        return find_payment(intent_id=intent_id, charge_id=charge_id)
    except UnknownPayment:
        intent_id = intent_id or gateway.retrieve_charge(charge_id).intent_id
        payment = settle(_session_id(intent_id))
        if payment.state != Payment.State.SUCCEEDED:
            raise NotSettledYet from None
        return payment


def _session_id(intent_id: str) -> str:
    known = Payment.objects.filter(payment_intent_id=intent_id).first()
    session_id = known.session_id if known else gateway.session_of_intent(intent_id)
    if not session_id:
        raise UnknownPayment(intent_id)
    return session_id


HANDLERS: dict[str, Callable[[str, Body], Order]] = {
    "checkout.session": _session,
    "payment_intent": _intent,
    "refund": _refund,
    "charge": _charge,
    "dispute": _dispute,
    "radar.early_fraud_warning": _fraud_warning,
}
