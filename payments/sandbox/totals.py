"""A session's lines and what they add up to: discounts first, then tax."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import catalogue, errors, ids, metadata, store
from payments.sandbox.errors import Body, Refusal

RATES = {"AU": 10.0, "GB": 20.0}  # per cent, for automatic tax


def make_line(given: Mapping[str, Any], path: str) -> Body:
    """Return a line of a session, priced."""
    price = _price(given, path)
    quantity = given.get("quantity")
    if quantity is None:
        raise errors.missing(f"{path}[quantity]")
    if quantity < 1:
        raise Refusal(
            "Quantity must be at least 1.",
            code="parameter_invalid_integer",
            param=f"{path}[quantity]",
        )
    product = store.find("product", price["product"])
    subtotal = price["unit_amount"] * quantity
    return {
        "id": ids.new("li_"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": subtotal,
        "amount_tax": 0,
        "amount_total": subtotal,
        "currency": price["currency"],
        "description": product.body["name"],
        "metadata": metadata.merged(None, given.get("metadata", {})),
        "price": price,
        "quantity": quantity,
    }


def discount(lines: list[Body], coupon: Body) -> None:
    """Share a coupon's discount over the lines by their size; the first ones take what is left
    over."""
    whole = sum(line["amount_subtotal"] for line in lines)
    if coupon["percent_off"] is not None:
        off = int(whole * coupon["percent_off"] / 100 + 0.5)
    else:
        off = min(coupon["amount_off"], whole)
    shares = [off * line["amount_subtotal"] // whole if whole else 0 for line in lines]
    for place in range(off - sum(shares)):
        shares[place] += 1
    for line, share in zip(lines, shares, strict=True):
        line["amount_discount"] = share
        line["amount_total"] = line["amount_subtotal"] - share


def tax(line: Body, percentage: float, *, is_inclusive: bool) -> None:
    """Work out a line's tax: inside its amount, or on top of it."""
    net = line["amount_subtotal"] - line["amount_discount"]
    base = 100 + percentage if is_inclusive else 100
    line["amount_tax"] = int(net * percentage / base + 0.5)
    line["amount_total"] = net if is_inclusive else net + line["amount_tax"]


def tax_by_country(lines: list[Body], country: str | None) -> None:
    """Tax the lines as automatic tax does for a buyer in a country."""
    for line in lines:
        is_inclusive = line["price"]["tax_behavior"] != "exclusive"
        tax(line, RATES.get(country or "", 0.0), is_inclusive=is_inclusive)


def tax_by_rates(line: Body, rates: list[str], path: str) -> None:
    """Tax a line by one rate that the request names."""
    for place, wanted in enumerate(rates):
        rate = store.find("tax_rate", wanted, param=f"{path}[tax_rates][{place}]", status=400).body
        tax(line, rate["percentage"], is_inclusive=rate["inclusive"])


def add_up(lines: list[Body]) -> Body:
    """Return the session's amounts."""
    return {
        "amount_subtotal": _sum(lines, "amount_subtotal"),
        "amount_total": _sum(lines, "amount_total"),
        "total_details": {
            "amount_discount": _sum(lines, "amount_discount"),
            "amount_shipping": 0,
            "amount_tax": _sum(lines, "amount_tax"),
        },
    }


def _sum(lines: list[Body], name: str) -> int:
    return sum(line[name] for line in lines)


def _price(given: Mapping[str, Any], path: str) -> Body:
    if given.get("price"):
        row = store.find("price", given["price"], param=f"{path}[price]", status=400)
        if not row.body["active"]:
            raise Refusal(
                "The price specified is inactive. This field only accepts active prices.",
                param=f"{path}[price]",
            )
        return dict(row.body)
    if not given.get("price_data"):
        raise errors.missing(f"{path}[price]")
    return catalogue.make_price(given["price_data"], path=f"{path}[price_data]", is_inline=True)
