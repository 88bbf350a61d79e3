"""Disputes: opened by a buyer's bank, answered, won or lost."""

from copy import deepcopy

from django.db import transaction

from payments.sandbox import balance, clock, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

OPEN = {"needs_response", "under_review"}
INQUIRY = {"warning_needs_response", "warning_under_review"}
EVIDENCE = (
    "access_activity_log billing_address cancellation_policy cancellation_policy_disclosure "
    "cancellation_rebuttal customer_communication customer_email_address customer_name "
    "customer_purchase_ip customer_signature duplicate_charge_documentation "
    "duplicate_charge_explanation duplicate_charge_id product_description receipt refund_policy "
    "refund_policy_disclosure refund_refusal_explanation service_date service_documentation "
    "shipping_address shipping_carrier shipping_date shipping_documentation "
    "shipping_tracking_number uncategorized_file uncategorized_text"
)


def open_dispute(charge_id: str, *, kind: str = "chargeback", reason: str = "fraudulent") -> Body:
    """Let the buyer's bank ask for the money (`chargeback`), or only ask (`inquiry`)."""
    with transaction.atomic():
        charge = store.lock("charge", charge_id)
        is_inquiry = kind == "inquiry"
        row = store.add(_body(charge.body, kind=kind, reason=reason))
        if not is_inquiry:
            _withdraw(row)
        charge.body["disputed"] = not is_inquiry
        store.keep(charge)
        record("charge.dispute.created", row.body)
        if not is_inquiry:
            record("charge.dispute.funds_withdrawn", row.body)
        return dict(row.body)


def escalate_dispute(dispute_id: str) -> Body:
    """Let an inquiry become a chargeback."""
    with transaction.atomic():
        row = _lock(dispute_id, INQUIRY)
        before = deepcopy(row.body)
        row.body |= {"status": "needs_response", "is_charge_refundable": False}
        row.body["payment_method_details"]["card"]["case_type"] = "chargeback"
        _withdraw(row)
        charge = store.lock("charge", row.body["charge"])
        charge.body["disputed"] = True
        store.keep(charge)
        record("charge.dispute.updated", row.body, before=before)
        record("charge.dispute.funds_withdrawn", row.body)
        return dict(row.body)


def close_dispute(dispute_id: str, *, won: bool) -> Body:
    """Let the bank decide: an inquiry is closed, a chargeback won (the money comes back) or
    lost."""
    with transaction.atomic():
        row = _lock(dispute_id, OPEN | INQUIRY)
        if row.body["status"] in INQUIRY:
            row.body |= {"status": "warning_closed", "is_charge_refundable": True}
        elif won:
            row.body |= {"status": "won", "is_charge_refundable": True}
            _reinstate(row)
        else:
            row.body["status"] = "lost"
        store.keep(row)
        if row.body["status"] == "won":
            record("charge.dispute.funds_reinstated", row.body)
        record("charge.dispute.closed", row.body)
        return dict(row.body)


def submit(row: SandboxObject, *, text: str) -> None:
    """Hand in the evidence of a locked dispute. The words `winning_evidence` and
    `losing_evidence` decide at once, as in Stripe's test mode."""
    before = deepcopy(row.body)
    row.body["status"] = "warning_under_review" if row.body["status"] in INQUIRY else "under_review"
    row.body["evidence_details"] |= {"submission_count": 1, "has_evidence": True}
    store.keep(row)
    record("charge.dispute.updated", row.body, before=before)
    if text in {"winning_evidence", "losing_evidence"}:
        close_dispute(row.stripe_id, won=text == "winning_evidence")
        row.refresh_from_db()


def is_charged_back(charge_id: str) -> bool:
    """Whether a charge cannot be refunded because of a dispute."""
    return (
        store.every("dispute")
        .filter(body__charge=charge_id, body__is_charge_refundable=False)
        .exists()
    )


def warn_of_fraud(charge_id: str) -> Body:
    """Let the card's network warn of fraud before any dispute."""
    with transaction.atomic():
        charge = store.find("charge", charge_id).body
        body = {
            **store.head("issfr_", "radar.early_fraud_warning", clock.now()),
            "actionable": not charge["refunded"] and not charge["disputed"],
            "charge": charge_id,
            "fraud_type": "made_with_stolen_card",
            "payment_intent": charge["payment_intent"],
        }
        store.add(body)
        record("radar.early_fraud_warning.created", body)
        return body


def _lock(dispute_id: str, states: set[str]) -> SandboxObject:
    row = store.lock("dispute", dispute_id, param="dispute")
    if row.body["status"] not in states:
        raise Refusal(f"This dispute is already closed: {row.body['status']}.")
    return row


def _withdraw(row: SandboxObject) -> None:
    _move(row, -row.body["amount"], fee=balance.DISPUTE_FEE, category="dispute")


def _reinstate(row: SandboxObject) -> None:
    _move(row, row.body["amount"], fee=-balance.DISPUTE_FEE, category="dispute_reversal")


def _move(row: SandboxObject, amount: int, *, fee: int, category: str) -> None:
    moved = balance.move(
        "adjustment",
        amount,
        row.body["currency"],
        source=row.stripe_id,
        fee=fee,
        category=category,
    )
    row.body["balance_transactions"].append(moved)
    store.keep(row)


def _body(charge: Body, *, kind: str, reason: str) -> Body:
    is_inquiry, now = kind == "inquiry", clock.now()
    brand = charge["payment_method_details"].get("card", {}).get("brand", "visa")
    return {
        **store.head("dp_", "dispute", now),
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(EVIDENCE.split()), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": now + 9 * clock.DAY,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": is_inquiry,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {
                "brand": brand,
                "case_type": kind,
                "network": brand,
                "network_reason_code": "10.4",
            },
            "type": "card",
        },
        "reason": reason,
        "status": "warning_needs_response" if is_inquiry else "needs_response",
    }
