"""Charges: one attempt to take the money of an intent."""

from payments.sandbox import balance, clock, store
from payments.sandbox.cards import Card
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

RECEIPTS = "https://pay.stripe.com/receipts/payment/"
# Nothing of this happens in the sandbox, and every answer says so.
ABSENT = dict.fromkeys(
    (
        "application",
        "application_fee",
        "application_fee_amount",
        "balance_transaction",
        "failure_balance_transaction",
        "failure_code",
        "failure_message",
        "on_behalf_of",
        "receipt_number",
        "review",
        "source",
        "source_transfer",
        "transfer_data",
    )
)


def charge(
    intent: Body,
    method: SandboxObject,
    *,
    status: str,
    card: Card | None,
    authentication: Body | None = None,
) -> SandboxObject:
    """Add a charge that succeeded, failed or is pending, and say so."""
    is_paid, is_card = status == "succeeded", card is not None
    head = store.head("ch_" if is_card else "py_", "charge", clock.now())
    is_captured = is_paid and intent["capture_method"] != "manual"
    body = {
        **head,
        **ABSENT,
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if is_captured else 0,
        "amount_refunded": 0,
        "billing_details": method.body["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": is_captured or status == "pending",
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "fraud_details": {},
        "metadata": intent["metadata"],
        "outcome": _approved(),
        "paid": is_paid,
        "payment_intent": intent["id"],
        "payment_method": method.stripe_id,
        "payment_method_details": _details(intent, method, authentication),
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_url": f"{RECEIPTS}{head['id']}" if is_paid else None,
        "refunded": False,
        "shipping": intent["shipping"],
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": status,
        "transfer_group": intent["transfer_group"],
    }
    row = store.add(body, aftermath=card.aftermath if card else "")
    if status == "failed" and card:
        _decline(row.body, card)
    if is_captured:
        credit(row)
    store.keep(row)
    record(f"charge.{status}", row.body)
    return row


def credit(row: SandboxObject) -> None:
    """Book the money of a captured charge."""
    body = row.body
    kind = "charge" if row.stripe_id.startswith("ch_") else "payment"
    moved = balance.move(
        kind,
        body["amount_captured"],
        body["currency"],
        source=row.stripe_id,
        fee=balance.fee_for(body["amount_captured"]),
    )
    body["balance_transaction"] = moved["id"]


def _approved() -> Body:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": "normal",
        "risk_score": 20,
        "seller_message": "Payment complete.",
        "type": "authorized",
    }


def _decline(body: Body, card: Card) -> None:
    body["failure_code"], body["failure_message"] = card.code, card.message
    body["outcome"] = _approved() | {
        "network_status": "declined_by_network",
        "reason": card.decline_code or card.code,
        "seller_message": "The bank did not return any further details with this decline.",
        "type": "issuer_declined",
    }


def _details(intent: Body, method: SandboxObject, authentication: Body | None) -> Body:
    kind = method.body["type"]
    kept = method.body[kind]
    if kind != "card":
        details = {name: value for name, value in kept.items() if name != "generated_from"}
        details["mandate"] = f"mandate_{method.stripe_id[3:]}"
        return {"type": kind, kind: details}
    shown = ("brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding")
    return {
        "type": "card",
        "card": {
            **{name: kept[name] for name in (*shown, "last4", "regulated_status", "wallet")},
            "amount_authorized": intent["amount"],
            "authorization_code": "123456",
            "extended_authorization": {"status": "disabled"},
            "incremental_authorization": {"status": "unavailable"},
            "installments": None,
            "mandate": None,
            "multicapture": {"status": "unavailable"},
            "network": kept["brand"],
            "network_token": {"used": False},
            "network_transaction_id": method.body["card"]["fingerprint"],
            "overcapture": {
                "maximum_amount_capturable": intent["amount"],
                "status": "unavailable",
            },
            "three_d_secure": authentication,
            "transaction_link_id": None,
        },
    }
