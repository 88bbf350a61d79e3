"""Confirming an intent: what its card or its debit does, at once or later."""

from enum import StrEnum

from django.conf import settings

from payments.sandbox import charging, intents, methods, store
from payments.sandbox.cards import Card
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject
from payments.sandbox.operations import Reply
from payments.sandbox.recording import record

CONFIRMABLE = {"requires_payment_method", "requires_confirmation", "requires_action"}
UNAUTHENTICATED = (
    "We are unable to authenticate your payment method. Please choose a different payment method "
    "and try again."
)
FAILED_DEBIT = "The customer's bank account could not be debited."
AUTHENTICATION = {
    "authentication_flow": "challenge",
    "electronic_commerce_indicator": "05",
    "exemption_indicator": None,
    "result": "authenticated",
    "result_reason": None,
    "transaction_id": "9a1e6d02-3c1b-4c53-9d4a-5c8f5a0f2b11",
    "version": "2.2.0",
}


class Outcome(StrEnum):
    """What came of it."""

    SUCCEEDED = "succeeded"
    DECLINED = "requires_payment_method"
    REQUIRES_ACTION = "requires_action"
    PROCESSING = "processing"
    REQUIRES_CAPTURE = "requires_capture"


def confirm(
    intent: SandboxObject, method: SandboxObject, *, return_url: str | None = None
) -> Outcome:
    """Try to take the money of a locked intent. Raises Refusal."""
    if intent.body["status"] not in CONFIRMABLE:
        raise intents.unexpected(intent, "confirm")
    intent.body |= {
        "payment_method": method.stripe_id,
        "last_payment_error": None,
        "next_action": None,
    }
    card = methods.card_of(method)
    if card is None:
        return _debit(intent, method)
    if card.asks_for_authentication:
        return _ask(intent, return_url)
    return _charge(intent, method, card)


def authenticate(intent: SandboxObject, *, succeeds: bool) -> Outcome:
    """End the second step of a locked intent that waits for it. Raises Refusal."""
    if intent.body["status"] != "requires_action":
        raise intents.unexpected(intent, "authenticate")
    method = store.find("payment_method", intent.body["payment_method"])
    card = methods.card_of(method)
    intent.body["next_action"] = None
    if succeeds and card:
        return _charge(intent, method, card, AUTHENTICATION)
    return _fail(
        intent,
        {
            "code": "payment_intent_authentication_failure",
            "message": UNAUTHENTICATED,
            "payment_method": method.body,
            "type": "invalid_request_error",
        },
    )


def settle(intent: SandboxObject, *, succeeds: bool) -> Outcome:
    """End a debit that a locked intent waits for. Raises Refusal."""
    if intent.body["status"] != "processing":
        raise intents.unexpected(intent, "settle")
    charge = store.lock("charge", intent.body["latest_charge"])
    charge.body |= {"status": "succeeded" if succeeds else "failed", "paid": succeeds}
    intent.body["processing"] = None
    if succeeds:
        charge.body["amount_captured"] = charge.body["amount"]
        charging.credit(charge)
        store.keep(charge)
        record("charge.succeeded", charge.body)
        return _succeed(intent, charge)
    charge.body |= {
        "captured": False,
        "failure_code": "insufficient_funds",
        "failure_message": FAILED_DEBIT,
    }
    store.keep(charge)
    record("charge.failed", charge.body)
    method = store.find("payment_method", intent.body["payment_method"])
    error = {
        "charge": charge.stripe_id,
        "code": "payment_intent_payment_attempt_failed",
        "message": FAILED_DEBIT,
        "payment_method": method.body,
        "type": "card_error",
    }
    return _fail(intent, error)


def declined(intent: SandboxObject) -> Reply:
    """Return the answer to whoever asked for a confirmation that failed."""
    error = {"type": "card_error", **intent.body["last_payment_error"]}
    return Reply(402, {"error": error | {"payment_intent": intent.body}})


def _charge(
    intent: SandboxObject,
    method: SandboxObject,
    card: Card,
    authentication: Body | None = None,
) -> Outcome:
    if card.code:
        return _decline(intent, method, card)
    made = charging.charge(
        intent.body, method, status="succeeded", card=card, authentication=authentication
    )
    if intent.body["capture_method"] != "manual":
        return _succeed(intent, made)
    intent.body |= {
        "amount_capturable": intent.body["amount"],
        "latest_charge": made.stripe_id,
        "status": "requires_capture",
    }
    store.keep(intent)
    record("payment_intent.amount_capturable_updated", intent.body)
    return Outcome.REQUIRES_CAPTURE


def _succeed(intent: SandboxObject, charge: SandboxObject) -> Outcome:
    intent.body |= {
        "amount_received": intent.body["amount"],
        "latest_charge": charge.stripe_id,
        "status": "succeeded",
    }
    store.keep(intent)
    record("payment_intent.succeeded", intent.body)
    return Outcome.SUCCEEDED


def _decline(intent: SandboxObject, method: SandboxObject, card: Card) -> Outcome:
    made = charging.charge(intent.body, method, status="failed", card=card)
    intent.body["latest_charge"] = made.stripe_id
    error = {
        "charge": made.stripe_id,
        "code": card.code,
        "decline_code": card.decline_code,
        "message": card.message,
        "payment_method": method.body,
        "type": "card_error",
    }
    return _fail(intent, {name: value for name, value in error.items() if value})


def _fail(intent: SandboxObject, error: Body) -> Outcome:
    intent.body |= {
        "last_payment_error": error,
        "payment_method": None,
        "status": "requires_payment_method",
    }
    store.keep(intent)
    record("payment_intent.payment_failed", intent.body)
    return Outcome.DECLINED


def _ask(intent: SandboxObject, return_url: str | None) -> Outcome:
    address = f"{settings.BASE_URL}/_sandbox/stripe/authenticate/{intent.stripe_id}"
    intent.body |= {
        "status": "requires_action",
        "next_action": {
            "type": "redirect_to_url",
            "redirect_to_url": {"return_url": return_url, "url": address},
        },
    }
    store.keep(intent)
    record("payment_intent.requires_action", intent.body)
    return Outcome.REQUIRES_ACTION


def _debit(intent: SandboxObject, method: SandboxObject) -> Outcome:
    made = charging.charge(intent.body, method, status="pending", card=None)
    intent.body |= {"latest_charge": made.stripe_id, "status": "processing"}
    store.keep(intent)
    record("payment_intent.processing", intent.body)
    return Outcome.PROCESSING
