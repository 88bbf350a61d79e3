"""Invoices: drafted, finalised, paid, voided."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from payments.sandbox import clock, confirming, errors, intents, methods, store
from payments.sandbox.billing import invoice_bodies
from payments.sandbox.billing.invoice_lines import line_of_subscription, take_items
from payments.sandbox.confirming import Outcome
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

SERIES = "SANDBOX-"


def make_invoice(params: Mapping[str, Any]) -> SandboxObject:
    """Draft an invoice over a customer's waiting items."""
    customer = store.refer("customer", params, "customer")
    if customer is None:
        raise errors.missing("customer")
    body = invoice_bodies.draft(params, customer.body, params.get("currency") or "usd")
    lines = []
    if params.get("pending_invoice_items_behavior") == "include":
        lines = take_items(customer.stripe_id, body["id"], params.get("currency"))
    if lines:
        body["currency"] = lines[0]["currency"]
    row = store.add(invoice_bodies.with_lines(body, lines))
    record("invoice.created", row.body)
    return row


def bill_subscription(subscription: Body, *, reason: str, customer: Body) -> SandboxObject:
    """Draft and finalise the invoice for a subscription's current period."""
    params = {"billing_reason": reason, "auto_advance": True}
    body = invoice_bodies.draft(params, customer, subscription["currency"])
    body["parent"] = {
        "quote_details": None,
        "subscription_details": {
            "metadata": subscription["metadata"],
            "subscription": subscription["id"],
        },
        "type": "subscription_details",
    }
    items = subscription["items"]["data"]
    lines = [line_of_subscription(item, invoice=body["id"]) for item in items]
    row = store.add(invoice_bodies.with_lines(body, lines), subscription=subscription["id"])
    record("invoice.created", row.body)
    return finalize(row)


def finalize(row: SandboxObject) -> SandboxObject:
    """Give a locked draft its number. Raises Refusal."""
    _only(row, {"draft"}, "finalized")
    numbered = SandboxObject.objects.filter(kind="invoice", body__number__startswith=SERIES)
    row.body |= {
        "status": "open",
        "number": f"{SERIES}{numbered.count() + 1:04d}",
        "effective_at": clock.now(),
        "hosted_invoice_url": f"https://invoice.stripe.com/i/{row.stripe_id}",
        "invoice_pdf": f"https://pay.stripe.com/invoice/{row.stripe_id}/pdf",
    }
    row.body["status_transitions"]["finalized_at"] = clock.now()
    store.keep(row)
    record("invoice.finalized", row.body)
    if not row.body["amount_due"]:
        _paid(row)
    return row


def pay(row: SandboxObject, *, method: str | None = None, is_out_of_band: bool = False) -> Outcome:
    """Take the money of a locked invoice. Raises Refusal."""
    if row.body["status"] == "draft":
        finalize(row)
    _only(row, {"open", "uncollectible"}, "paid")
    customer = store.find("customer", row.body["customer"])
    wanted = method or customer.body["invoice_settings"]["default_payment_method"]
    if is_out_of_band:
        _paid(row)
        return Outcome.SUCCEEDED
    if not wanted:
        raise no_method()
    outcome = _charge(row, wanted)
    if outcome in {Outcome.SUCCEEDED, Outcome.PROCESSING}:
        _paid(row)
    else:
        _failed(row)
    return outcome


def no_method() -> Refusal:
    """Return the refusal where a customer has nothing to pay with."""
    return Refusal(
        "This customer has no attached payment source or default payment method.",
        code="resource_missing",
    )


def send(row: SandboxObject) -> SandboxObject:
    """Send a locked invoice to its customer, finalised."""
    if row.body["status"] == "draft":
        finalize(row)
    record("invoice.sent", row.body)
    return row


def void(row: SandboxObject) -> SandboxObject:
    """Void a locked invoice. Raises Refusal."""
    _only(row, {"open", "uncollectible"}, "voided")
    return _close(row, "void", "voided_at", "invoice.voided")


def give_up(row: SandboxObject) -> SandboxObject:
    """Mark a locked invoice as uncollectible. Raises Refusal."""
    _only(row, {"open"}, "marked as uncollectible")
    row.body["status_details"] = {"uncollectible": {"reason": None}}
    return _close(row, "uncollectible", "marked_uncollectible_at", "invoice.marked_uncollectible")


def _charge(row: SandboxObject, wanted: str) -> Outcome:
    """Try to take the money by an intent of the invoice's own."""
    intent = intents.make_intent(
        {
            "amount": row.body["amount_remaining"],
            "currency": row.body["currency"],
            "customer": row.body["customer"],
            "description": row.body["description"],
        },
        types=["card"],
        automatic=False,
        invoice=row.stripe_id,
    )
    row.notes["payment_intent"] = intent.stripe_id
    outcome = confirming.confirm(intent, methods.resolve(wanted))
    if outcome == Outcome.REQUIRES_ACTION:
        record("invoice.payment_action_required", row.body)
    return outcome


def _paid(row: SandboxObject) -> None:
    row.body |= {
        "status": "paid",
        "amount_paid": row.body["amount_due"],
        "amount_remaining": 0,
        "attempted": True,
        "attempt_count": row.body["attempt_count"] + 1,
    }
    row.body["status_transitions"]["paid_at"] = clock.now()
    store.keep(row)
    for event in ("invoice.updated", "invoice.paid", "invoice.payment_succeeded"):
        record(event, row.body)


def _failed(row: SandboxObject) -> None:
    row.body |= {"attempted": True, "attempt_count": row.body["attempt_count"] + 1}
    store.keep(row)
    record("invoice.payment_failed", row.body)


def _close(row: SandboxObject, status: str, moment: str, event: str) -> SandboxObject:
    before = deepcopy(row.body)
    row.body["status"] = status
    row.body["status_transitions"][moment] = clock.now()
    store.keep(row)
    record("invoice.updated", row.body, before=before)
    record(event, row.body)
    return row


def _only(row: SandboxObject, states: set[str], act: str) -> None:
    if row.body["status"] not in states:
        raise Refusal(
            f"This invoice cannot be {act}: its status is {row.body['status']}.",
            code="invoice_not_editable",
        )
