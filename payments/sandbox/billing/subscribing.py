"""Subscriptions: begun, changed, renewed, ended."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from payments.sandbox import clock, errors, metadata, store
from payments.sandbox.billing import invoicing
from payments.sandbox.billing.periods import end_of_period
from payments.sandbox.billing.subscription_bodies import item_body, subscription_body
from payments.sandbox.confirming import Outcome
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

LIVE = ("active", "trialing", "past_due", "unpaid")


def subscribe(params: Mapping[str, Any]) -> SandboxObject:
    """Begin a subscription: bill its first period at once, unless a trial comes first."""
    customer = store.refer("customer", params, "customer")
    if customer is None:
        raise errors.missing("customer")
    if not params.get("items"):
        raise errors.missing("items")
    now = time_of(customer.body)
    days = params.get("trial_period_days")
    trial_end = now + days * clock.DAY if days else None
    body = subscription_body(params, customer.body, now, trial_end=trial_end)
    row = store.add(body)
    row.body["items"]["data"] = [
        _item(given, row, place, now, trial_end) for place, given in enumerate(params["items"])
    ]
    row.body["currency"] = row.body["items"]["data"][0]["price"]["currency"]
    store.keep(row)
    if trial_end is None:
        row.body["status"] = _bill(row, customer.body, "subscription_create", "incomplete")
        store.keep(row)
    record("customer.subscription.created", row.body)
    return row


def cancel(row: SandboxObject, *, details: Mapping[str, Any] | None = None) -> SandboxObject:
    """End a locked subscription now. Raises Refusal."""
    if row.body["status"] == "canceled":
        raise errors.no_such("subscription", row.stripe_id, param="id")
    now = clock.now()
    row.body |= {"status": "canceled", "canceled_at": now, "ended_at": now}
    row.body["cancellation_details"] |= {"reason": "cancellation_requested", **(details or {})}
    store.keep(row)
    record("customer.subscription.deleted", row.body)
    return row


def change(row: SandboxObject, params: Mapping[str, Any]) -> SandboxObject:
    """Change a locked subscription: its end, its items' quantities, what is written on it."""
    before, body = deepcopy(row.body), row.body
    for name in ("default_payment_method", "description", "cancel_at_period_end"):
        if name in params:
            body[name] = params[name]
    if "cancel_at_period_end" in params:
        ends = body["items"]["data"][0]["current_period_end"]
        is_ending = params["cancel_at_period_end"]
        body["cancel_at"] = ends if is_ending else None
        body["canceled_at"] = clock.now() if is_ending else None
        reason = "cancellation_requested" if is_ending else None
        body["cancellation_details"] |= {"reason": reason}
    if "metadata" in params:
        body["metadata"] = metadata.merged(body["metadata"], params["metadata"])
    for given in params.get("items") or []:
        _change_item(body, given)
    store.keep(row)
    record("customer.subscription.updated", row.body, before=before)
    return row


def renew_due(now: int, *, test_clock: str | None = None) -> None:
    """Renew or end the subscriptions whose period is over, as often as that takes."""
    for row in store.every("subscription").filter(body__status__in=LIVE):
        if row.body["test_clock"] != test_clock:
            continue
        locked = store.lock("subscription", row.stripe_id)
        while locked.body["status"] in LIVE and _ends(locked.body) <= now:
            _renew(locked)


def time_of(customer: Body) -> int:
    """Return a customer's now: that of its test clock, where it has one."""
    if customer.get("test_clock"):
        frozen = store.find("test_helpers.test_clock", customer["test_clock"])
        return int(frozen.body["frozen_time"])
    return clock.now()


def _ends(body: Body) -> int:
    return int(body["items"]["data"][0]["current_period_end"])


def _renew(row: SandboxObject) -> None:
    if row.body["cancel_at_period_end"]:
        cancel(row)
        return
    before = deepcopy(row.body)
    for item in row.body["items"]["data"]:
        start = item["current_period_end"]
        item["current_period_start"] = start
        item["current_period_end"] = end_of_period(start, item["price"]["recurring"])
    customer = store.find("customer", row.body["customer"]).body
    row.body["status"] = _bill(row, customer, "subscription_cycle", "past_due")
    store.keep(row)
    record("customer.subscription.updated", row.body, before=before)


def _bill(row: SandboxObject, customer: Body, reason: str, otherwise: str) -> str:
    """Bill the current period; returns the status that follows."""
    invoice = invoicing.bill_subscription(row.body, reason=reason, customer=customer)
    row.body["latest_invoice"] = invoice.stripe_id
    if invoice.body["status"] == "paid":
        return "active"
    default = customer["invoice_settings"]["default_payment_method"]
    method = row.body["default_payment_method"] or default
    if not method and reason == "subscription_create":
        raise invoicing.no_method()
    outcome = invoicing.pay(invoice, method=method)
    return "active" if outcome == Outcome.SUCCEEDED else otherwise


def _item(
    given: Mapping[str, Any], row: SandboxObject, place: int, now: int, trial_end: int | None
) -> Body:
    path = f"items[{place}][price]"
    if not given.get("price"):
        raise errors.missing(path)
    price = store.find("price", given["price"], param=path, status=400).body
    if not price["recurring"]:
        raise Refusal("The price specified is not recurring.", param=path)
    ends = trial_end or end_of_period(now, price["recurring"])
    body = item_body(row.stripe_id, price, given, start=now, end=ends)
    store.add(body)
    return body


def _change_item(body: Body, given: Mapping[str, Any]) -> None:
    for item in body["items"]["data"]:
        if item["id"] == given.get("id"):
            item["quantity"] = given.get("quantity", item["quantity"])
            kept = store.lock("subscription_item", item["id"])
            kept.body = deepcopy(item)
            store.keep(kept)
