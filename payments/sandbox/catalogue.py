"""Products and prices."""

import re
from collections.abc import Mapping
from typing import Any

from payments.sandbox import clock, errors, metadata, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

PRODUCT = (
    "name! description statement_descriptor tax_code unit_label metadata:metadata active:boolean"
)
PRICE = (
    "currency! unit_amount:integer unit_amount_decimal product tax_behavior:exclusive|inclusive|"
    "unspecified recurring{interval!:day|month|week|year interval_count:integer meter "
    "usage_type:licensed|metered}"
)
MOST = 99_999_999


def make_product(params: Mapping[str, Any]) -> SandboxObject:
    """Add a product."""
    now = clock.now()
    body = {
        **store.head("prod_", "product", now),
        "active": params.get("active", True),
        "default_price": None,
        "description": params.get("description"),
        "images": params.get("images") or [],
        "marketing_features": params.get("marketing_features") or [],
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "name": params["name"],
        "package_dimensions": params.get("package_dimensions"),
        "shippable": params.get("shippable"),
        "statement_descriptor": params.get("statement_descriptor"),
        "tax_code": params.get("tax_code"),
        "tax_details": None,
        "type": "service",
        "unit_label": params.get("unit_label"),
        "updated": now,
        "url": params.get("url"),
    }
    body["id"] = params.get("id") or body["id"]
    row = store.add(body)
    record("product.created", row.body)
    return row


def make_price(params: Mapping[str, Any], *, path: str = "", is_inline: bool = False) -> Body:
    """Return a price that was kept; one that is given inline with a session is not active."""
    product = _product(params, path)
    recurring = params.get("recurring")
    amount = unit_amount(params, path)
    body = {
        **store.head("price_", "price", clock.now()),
        "active": params.get("active", not is_inline),
        "billing_scheme": "per_unit",
        "currency": currency(params["currency"], path),
        "custom_unit_amount": None,
        "lookup_key": params.get("lookup_key"),
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "nickname": params.get("nickname"),
        "product": product,
        "recurring": _recurring(recurring) if recurring else None,
        "tax_behavior": params.get("tax_behavior", "unspecified"),
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring" if recurring else "one_time",
        "unit_amount": amount,
        "unit_amount_decimal": str(amount),
    }
    row = store.add(body)
    if not is_inline:
        record("price.created", row.body)
    return dict(row.body)


def unit_amount(params: Mapping[str, Any], path: str) -> int:
    """Return a price's amount, in whole cents or pence."""
    decimal = params.get("unit_amount_decimal")
    amount = int(decimal) if decimal and re.fullmatch(r"-?\d+", decimal) else None
    amount = params.get("unit_amount", amount)
    if amount is None:
        raise errors.missing(inner(path, "unit_amount"))
    if amount < 0:
        raise Refusal(
            "This value must be greater than or equal to 0.",
            code="parameter_invalid_integer",
            param=inner(path, "unit_amount"),
        )
    if amount > MOST:
        raise Refusal(
            f"Amount must be no more than {MOST}.",
            code="amount_too_large",
            param=inner(path, "unit_amount"),
        )
    return int(amount)


def currency(text: str, path: str = "") -> str:
    """Return a currency in Stripe's small letters. Raises Refusal."""
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise Refusal(f"Invalid currency: {text}", param=inner(path, "currency"))
    return text.lower()


def inner(path: str, name: str) -> str:
    """Return the path of a name inside another."""
    return f"{path}[{name}]" if path else name


def _recurring(given: Mapping[str, Any]) -> Body:
    return {
        "interval": given["interval"],
        "interval_count": given.get("interval_count", 1),
        "meter": given.get("meter"),
        "trial_period_days": None,
        "usage_type": given.get("usage_type", "licensed"),
    }


def _product(params: Mapping[str, Any], path: str) -> str:
    if params.get("product"):
        wanted = str(params["product"])
        param = inner(path, "product")
        return store.find("product", wanted, param=param, status=400).stripe_id
    if not params.get("product_data"):
        raise errors.missing(inner(path, "product"))
    return make_product(params["product_data"]).stripe_id
