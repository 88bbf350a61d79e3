"""Customers and addresses."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import clock, ids, metadata, store
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

ADDRESS = "address{city country line1 line2 postal_code state}"
SHIPPING = f"shipping{{{ADDRESS} name carrier phone tracking_number}}"
PARTS = ("city", "country", "line1", "line2", "postal_code", "state")


def address(given: Mapping[str, Any] | None) -> Body:
    """Return a whole address, with nothing where nothing was given."""
    return {part: (given or {}).get(part) for part in PARTS}


def make_customer(params: Mapping[str, Any]) -> SandboxObject:
    """Add a customer."""
    settings = params.get("invoice_settings") or {}
    body = {
        **store.head("cus_", "customer", clock.now()),
        "address": address(params["address"]) if params.get("address") else None,
        "balance": params.get("balance", 0),
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": params.get("description"),
        "discount": None,
        "email": params.get("email"),
        "invoice_prefix": ids.digest(ids.new(""), 8).upper(),
        "invoice_settings": invoice_settings(settings),
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "name": params.get("name"),
        "next_invoice_sequence": 1,
        "phone": params.get("phone"),
        "preferred_locales": params.get("preferred_locales") or [],
        "shipping": shipping(params.get("shipping")),
        "tax_exempt": params.get("tax_exempt") or "none",
        "test_clock": params.get("test_clock"),
    }
    row = store.add(body)
    record("customer.created", row.body)
    return row


def invoice_settings(given: Mapping[str, Any]) -> Body:
    """Return a customer's settings for invoices."""
    return {
        "custom_fields": given.get("custom_fields"),
        "default_payment_method": given.get("default_payment_method"),
        "footer": given.get("footer"),
        "rendering_options": None,
    }


def shipping(given: Mapping[str, Any] | None) -> Body | None:
    """Return where something goes, in whole."""
    if not given:
        return None
    return {
        "address": address(given.get("address")),
        "carrier": given.get("carrier"),
        "name": given.get("name"),
        "phone": given.get("phone"),
        "tracking_number": given.get("tracking_number"),
    }
