"""Events: what happened, with the object as it then was, and its way to the site."""

import json
from contextvars import ContextVar
from copy import deepcopy

from payments.sandbox import clock, ids
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxDelivery, SandboxEvent
from payments.sandbox.posting import post_delivery

API_VERSION = "2026-10-28.endive"
# What the site's endpoint asks for; other events are written, and stay.
SUBSCRIBED = {
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
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "invoice.upcoming",
}
cause: ContextVar[Body | None] = ContextVar("cause", default=None)


def record(kind: str, body: Body, *, before: Body | None = None) -> SandboxEvent:
    """Write an event, and its delivery where the site listens for it; `before` is what an updated
    object was."""
    data: Body = {"object": deepcopy(body)}
    if before is not None:
        data["previous_attributes"] = {
            name: value for name, value in before.items() if body.get(name) != value
        }
    is_sent = kind in SUBSCRIBED
    envelope: Body = {
        "id": ids.new("evt_"),
        "object": "event",
        "api_version": API_VERSION,
        "created": clock.now(),
        "data": data,
        "livemode": False,
        "pending_webhooks": int(is_sent),
        "request": cause.get() or {"id": None, "idempotency_key": None},
        "type": kind,
    }
    event = SandboxEvent.objects.create(
        stripe_id=envelope["id"],
        type=kind,
        created=envelope["created"],
        object_id=str(body["id"]),
        payload=json.dumps(envelope, indent=2),
    )
    if is_sent:
        post_delivery(SandboxDelivery.objects.create(event=event))
    return event
