"""Checkout sessions: made, expired, completed."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from payments.sandbox import clock, customers, errors, intents, kinds, store, totals
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record
from payments.sandbox.session_discounts import discounts_of

SOONEST, LATEST = 30 * clock.MINUTE, 24 * clock.HOUR
DEBITS = {"aud": "au_becs_debit", "gbp": "bacs_debit"}
KIND = "checkout.session"


def make_session(params: Mapping[str, Any]) -> SandboxObject:
    """Open a session. Raises Refusal."""
    _check(params)
    customer = store.refer("customer", params, "customer")
    lines = _lines(params)
    discounts = discounts_of(params, lines)
    for place, given in enumerate(params.get("line_items") or []):
        totals.tax_by_rates(lines[place], given.get("tax_rates") or [], f"line_items[{place}]")
    currency = lines[0]["currency"] if lines else params.get("currency")
    body = _body(params, currency, customer) | totals.add_up(lines) | {"discounts": discounts}
    _check_total(body)
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


def customer_details(
    email: str | None, *, name: str | None = None, country: str | None = None
) -> Body:
    """Return who the buyer said to be."""
    return {
        "address": customers.address({"country": country}),
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def _check(params: Mapping[str, Any]) -> None:
    for name in ("mode", "success_url", "line_items"):
        if not params.get(name):
            raise errors.missing(name)
    if params["mode"] == "setup":
        raise Refusal("The sandbox has no setup mode.", param="mode")
    if params.get("customer") and params.get("customer_email"):
        raise Refusal(
            "You may only specify one of these parameters: customer, customer_email.",
            param="customer_email",
        )
    for name in ("success_url", "cancel_url"):
        if params.get(name) and not re.match(r"https?://[^\s/]+", params[name]):
            raise Refusal("Not a valid URL", code="url_invalid", param=name)
    if len(params.get("client_reference_id") or "") > 200:
        raise Refusal("Invalid string: at most 200 characters", param="client_reference_id")
    _check_expiry(params.get("expires_at"))


def _check_expiry(expires_at: int | None) -> None:
    if expires_at is None:
        return
    after = expires_at - clock.now()
    if after < SOONEST:
        raise Refusal(
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session "
            "creation.",
            param="expires_at",
        )
    if after > LATEST:
        raise Refusal(
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
            param="expires_at",
        )


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


def _check_total(body: Body) -> None:
    smallest = intents.minimum(body["currency"] or "")
    if body["mode"] == "payment" and 0 < body["amount_total"] < smallest:
        raise Refusal(
            "The Checkout Session's total amount due must add up to at least "
            f"{smallest} {body['currency']}",
            code="amount_too_small",
        )


def _body(params: Mapping[str, Any], currency: str | None, customer: SandboxObject | None) -> Body:
    now = clock.now()
    head = store.head("cs_test_", KIND, now)
    email = customer.body["email"] if customer else params.get("customer_email")
    is_payment = params["mode"] == "payment"
    wanted_tax = params.get("automatic_tax", {}).get("enabled", False)
    return {
        **head,
        **_plain(params),
        "automatic_tax": {
            "enabled": wanted_tax,
            "liability": {"type": "self"} if wanted_tax else None,
            "provider": "stripe" if wanted_tax else None,
            "status": "requires_location_inputs" if wanted_tax else None,
        },
        "client_secret": None,
        "currency": currency,
        "customer": customer.stripe_id if customer else None,
        "customer_creation": params.get("customer_creation", "if_required") if is_payment else None,
        "customer_details": customer_details(email) if email else None,
        "customer_email": params.get("customer_email"),
        "expires_at": params.get("expires_at", now + LATEST),
        "invoice": None,
        "metadata": kinds.merged(None, params.get("metadata", {})),
        "payment_intent": None,
        "payment_link": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": _types(params, currency),
        "payment_status": "unpaid",
        "recovered_from": None,
        "setup_intent": None,
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "subscription": None,
        "ui_mode": "hosted_page",
        "url": f"{settings.BASE_URL}/_sandbox/stripe/pay/{head['id']}",
    }


def _plain(params: Mapping[str, Any]) -> Body:
    """Return what is kept as it was given, or what Stripe shows where it was not."""
    consent = params.get("consent_collection")
    usual: Body = {
        "adaptive_pricing": {"enabled": False},
        "after_expiration": None,
        "allow_promotion_codes": None,
        "allowed_payment_method_types": None,
        "billing_address_collection": None,
        "cancel_url": None,
        "client_reference_id": None,
        "custom_fields": [],
        "integration_identifier": None,
        "locale": None,
        "managed_payments": None,
        "mode": None,
        "origin_context": None,
        "permissions": None,
        "phone_number_collection": {"enabled": False},
        "shipping_address_collection": None,
        "submit_type": None,
        "success_url": None,
        "wallet_options": None,
    }
    given = {name: params[name] for name in usual if name in params and name != "managed_payments"}
    return (
        usual
        | given
        | {
            "collected_information": None,
            "consent": None,
            "consent_collection": _consent(consent) if consent else None,
            "currency_conversion": None,
            "custom_text": {
                "after_submit": None,
                "shipping_address": None,
                "submit": None,
                "terms_of_service_acceptance": None,
            },
            "customer_account": None,
            "invoice_creation": _invoice_creation() if params["mode"] == "payment" else None,
            "payment_method_collection": "if_required" if params["mode"] == "payment" else "always",
            "saved_payment_method_options": None,
        }
    )


def _consent(given: Body) -> Body:
    return {
        "payment_method_reuse_agreement": None,
        "promotions": given.get("promotions"),
        "terms_of_service": given.get("terms_of_service"),
    }


def _invoice_creation() -> Body:
    return {
        "enabled": False,
        "invoice_data": {
            "account_tax_ids": None,
            "custom_fields": None,
            "description": None,
            "footer": None,
            "issuer": None,
            "metadata": {},
            "rendering_options": None,
        },
    }


def _types(params: Mapping[str, Any], currency: str | None) -> list[str]:
    usual = ["card"]
    if params["mode"] == "payment" and currency in DEBITS:
        usual.append(DEBITS[currency])
    allowed = params.get("allowed_payment_method_types") or usual
    refused = params.get("excluded_payment_method_types") or []
    return [name for name in usual if name in allowed and name not in refused]
