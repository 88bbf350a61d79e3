"""Checkout sessions: made, expired, completed."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import clock, intents, session_rules, store, totals
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record
from payments.sandbox.session_bodies import KIND, session_body
from payments.sandbox.session_discounts import discounts_of


def make_session(params: Mapping[str, Any]) -> SandboxObject:
    """Open a session. Raises Refusal."""
    session_rules.check(params)
    customer = store.refer("customer", params, "customer")
    lines = _lines(params)
    discounts = discounts_of(params, lines)
    for place, given in enumerate(params.get("line_items") or []):
        totals.tax_by_rates(lines[place], given.get("tax_rates") or [], f"line_items[{place}]")
    currency = lines[0]["currency"] if lines else params.get("currency")
    body = (
        session_body(params, currency, customer) | totals.add_up(lines) | {"discounts": discounts}
    )
    session_rules.check_total(body)
    row = store.add(body, lines=lines, intent=params.get("payment_intent_data") or {})
    row.notes["subscription"] = params.get("subscription_data") or {}
    return store.keep(row)


def lines_of(row: SandboxObject) -> list[Body]:
    """Return a session's lines."""
    lines: list[Body] = row.notes["lines"]
    return lines


def locked(session_id: str, *, param: str = "session") -> SandboxObject:
    """Return a locked session; one whose time is up has expired by now."""
    row = store.lock(KIND, session_id, param=param)
    if row.body["status"] == "open" and row.body["expires_at"] <= clock.now():
        expire(row)
    return row


def expire(row: SandboxObject) -> SandboxObject:
    """Close an open session; what its intent was waiting for is off. Raises Refusal."""
    if row.body["status"] != "open":
        raise Refusal(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
            f"Session has a status of `{row.body['status']}`."
        )
    row.body |= {"status": "expired", "url": None}
    store.keep(row)
    if row.body["payment_intent"]:
        intent = store.lock("payment_intent", row.body["payment_intent"])
        if intent.body["status"] in intents.CANCELABLE:
            intents.cancel(intent, reason="automatic")
    record("checkout.session.expired", row.body)
    return row


def expire_due() -> int:
    """Expire every open session whose time is up; returns how many there were."""
    due = store.every(KIND).filter(body__status="open", body__expires_at__lte=clock.now())
    return sum(locked(row.stripe_id).body["status"] == "expired" for row in due)


def complete(row: SandboxObject, *, payment_status: str, details: Body) -> SandboxObject:
    """Close an open session whose buyer is done."""
    row.body |= {
        "status": "complete",
        "payment_status": payment_status,
        "customer_details": details,
        "url": None,
    }
    store.keep(row)
    record("checkout.session.completed", row.body)
    return row


def settled(row: SandboxObject, *, succeeds: bool) -> SandboxObject:
    """Say what came of the debit of a session that was complete and unpaid."""
    if succeeds:
        row.body["payment_status"] = "paid"
    store.keep(row)
    record(f"checkout.session.async_payment_{'succeeded' if succeeds else 'failed'}", row.body)
    return row


def _lines(params: Mapping[str, Any]) -> list[Body]:
    lines = [
        totals.make_line(given, f"line_items[{place}]")
        for place, given in enumerate(params.get("line_items") or [])
    ]
    if len({line["currency"] for line in lines}) > 1:
        raise Refusal("All line items must have the same currency.", param="line_items")
    if params["mode"] == "payment" and any(line["price"]["recurring"] for line in lines):
        raise Refusal(
            "You specified `payment` mode but passed a recurring price. Either switch to "
            "`subscription` mode or use only one-time prices."
        )
    return lines
