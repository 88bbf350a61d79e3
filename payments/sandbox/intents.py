"""Payment intents: made, cancelled, captured."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import charging, clock, ids, metadata, store
from payments.sandbox.errors import Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

CANCELABLE = {
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "requires_capture",
    "processing",
}
MINIMUM = 50
MINIMA = {"gbp": 30}
# Nothing of this happens in the sandbox, and every answer says so.
ABSENT = dict.fromkeys(
    (
        "application",
        "application_fee_amount",
        "canceled_at",
        "cancellation_reason",
        "customer_account",
        "last_payment_error",
        "latest_charge",
        "managed_payments",
        "next_action",
        "on_behalf_of",
        "payment_method",
        "payment_method_configuration_details",
        "processing",
        "review",
        "source",
        "transfer_data",
    )
)


def make_intent(
    params: Mapping[str, Any], *, types: list[str], automatic: bool = True, **notes: Any
) -> SandboxObject:
    """Add an intent of an amount in a currency."""
    head = store.head("pi_", "payment_intent", clock.now())
    body = {
        **head,
        **ABSENT,
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "amount": params["amount"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "automatic_payment_methods": (
            {"allow_redirects": "always", "enabled": True} if automatic else None
        ),
        "capture_method": params.get("capture_method", "automatic_async"),
        "client_secret": f"{head['id']}_secret_{ids.new('')}{ids.new('')}",
        "confirmation_method": params.get("confirmation_method", "automatic"),
        "currency": params["currency"],
        "customer": params.get("customer"),
        "description": params.get("description"),
        "excluded_payment_method_types": params.get("excluded_payment_method_types"),
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "payment_method_options": {
            "card": {
                "installments": None,
                "mandate_options": None,
                "network": None,
                "request_three_d_secure": "automatic",
            }
        },
        "payment_method_types": types,
        "receipt_email": params.get("receipt_email"),
        "setup_future_usage": params.get("setup_future_usage"),
        "shipping": params.get("shipping"),
        "statement_descriptor": params.get("statement_descriptor"),
        "statement_descriptor_suffix": params.get("statement_descriptor_suffix"),
        "status": "requires_payment_method",
        "transfer_group": params.get("transfer_group"),
    }
    row = store.add(body, **notes)
    record("payment_intent.created", row.body)
    return row


def minimum(currency: str) -> int:
    """Return the smallest amount that is charged."""
    return MINIMA.get(currency, MINIMUM)


def check_amount(amount: int, currency: str, *, param: str = "amount") -> None:
    """Raise Refusal for an amount that is too small or too large."""
    if amount < minimum(currency):
        raise Refusal(
            f"Amount must be at least {minimum(currency)} {currency}",
            code="amount_too_small",
            param=param,
        )
    if amount > 99_999_999:
        raise Refusal(
            f"Amount must be no more than 99999999 {currency}",
            code="amount_too_large",
            param=param,
        )


def unexpected(row: SandboxObject, act: str) -> Refusal:
    """Return the refusal of an act that the intent's status does not allow."""
    return Refusal(
        f"You cannot {act} this PaymentIntent because it has a status of {row.body['status']}.",
        code="payment_intent_unexpected_state",
        payment_intent=row.body,
    )


def cancel(row: SandboxObject, *, reason: str | None = None) -> SandboxObject:
    """Cancel an intent that has not succeeded. Raises Refusal."""
    if row.body["status"] not in CANCELABLE:
        raise unexpected(row, "cancel")
    row.body |= {
        "status": "canceled",
        "canceled_at": clock.now(),
        "cancellation_reason": reason,
        "amount_capturable": 0,
        "next_action": None,
        "processing": None,
    }
    store.keep(row)
    record("payment_intent.canceled", row.body)
    return row


def capture(row: SandboxObject, *, amount: int | None = None) -> SandboxObject:
    """Take the money that was only authorised. Raises Refusal."""
    if row.body["status"] != "requires_capture":
        raise unexpected(row, "capture")
    taken = amount or row.body["amount_capturable"]
    if taken > row.body["amount_capturable"]:
        raise Refusal(
            "The amount to capture is greater than what can be captured.",
            code="amount_too_large",
            param="amount_to_capture",
        )
    charge = store.lock("charge", row.body["latest_charge"])
    charge.body |= {"captured": True, "amount_captured": taken}
    charging.credit(charge)
    store.keep(charge)
    record("charge.captured", charge.body)
    row.body |= {"status": "succeeded", "amount_received": taken, "amount_capturable": 0}
    store.keep(row)
    record("payment_intent.succeeded", row.body)
    return row
