"""Invoice items that wait for an invoice, and the lines they become."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import catalogue, clock, ids, metadata, store
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record


def make_item(params: Mapping[str, Any]) -> SandboxObject:
    """Add an invoice item for a customer's next invoice."""
    customer = store.find("customer", params["customer"], param="customer", status=400)
    now, quantity = clock.now(), params.get("quantity", 1)
    amount = params.get("amount", params.get("unit_amount", 0) * quantity)
    body = {
        **store.head("ii_", "invoiceitem", now),
        "amount": amount,
        "currency": catalogue.currency(params["currency"]),
        "customer": customer.stripe_id,
        "customer_account": None,
        "date": now,
        "description": params.get("description"),
        "discountable": params.get("discountable", True),
        "discounts": [],
        "invoice": params.get("invoice"),
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "net_amount": amount,
        "parent": None,
        "period": {"end": now, "start": now},
        "pricing": None,
        "proration": False,
        "quantity": quantity,
        "tax_rates": [],
        "test_clock": customer.body["test_clock"],
    }
    row = store.add(body)
    record("invoiceitem.created", row.body)
    return row


def take_items(customer: str, invoice: str, currency: str | None) -> list[Body]:
    """Put a customer's waiting items on an invoice; returns its lines."""
    lines = []
    for item in store.every("invoiceitem").filter(body__customer=customer).order_by("sequence"):
        if item.body["invoice"] or (currency and item.body["currency"] != currency):
            continue
        item.body["invoice"] = invoice
        store.keep(item)
        lines.append(_line_of_item(item.body))
    return lines


def line_of_subscription(item: Body, *, invoice: str) -> Body:
    """Return the line for one period of a subscription's item."""
    price, quantity = item["price"], item["quantity"]
    amount = price["unit_amount"] * quantity
    parent = {
        "invoice_item_details": None,
        "subscription_item_details": {
            "invoice_item": None,
            "proration": False,
            "proration_details": {"credited_items": None},
            "subscription": item["subscription"],
            "subscription_item": item["id"],
        },
        "type": "subscription_item_details",
    }
    period = {"start": item["current_period_start"], "end": item["current_period_end"]}
    line = _line(amount, price["currency"], invoice, period, parent, quantity)
    pricing = {"price_details": {"price": price["id"], "product": price["product"]}}
    line["pricing"] = pricing | {
        "type": "price_details",
        "unit_amount_decimal": price["unit_amount_decimal"],
    }
    line["subscription"] = item["subscription"]
    return line


def _line_of_item(item: Body) -> Body:
    parent = {
        "invoice_item_details": {
            "invoice_item": item["id"],
            "proration": False,
            "proration_details": {"credited_items": None},
            "subscription": None,
        },
        "subscription_item_details": None,
        "type": "invoice_item_details",
    }
    line = _line(
        item["amount"], item["currency"], item["invoice"], item["period"], parent, item["quantity"]
    )
    line["description"] = item["description"]
    return line


def _line(
    amount: int, currency: str, invoice: str, period: Body, parent: Body, quantity: int
) -> Body:
    return {
        "id": ids.new("il_"),
        "object": "line_item",
        "amount": amount,
        "currency": currency,
        "description": None,
        "discount_amounts": [],
        "discountable": True,
        "discounts": [],
        "invoice": invoice,
        "livemode": False,
        "metadata": {},
        "parent": parent,
        "period": period,
        "pretax_credit_amounts": [],
        "pricing": None,
        "quantity": quantity,
        "quantity_decimal": str(quantity),
        "subscription": None,
        "subtotal": amount,
        "taxes": [],
    }
