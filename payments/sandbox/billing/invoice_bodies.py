"""What an invoice looks like while it is a draft."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import clock, lists, metadata, store
from payments.sandbox.errors import Body

# Nothing of this happens in the sandbox, and every answer says so.
ABSENT = dict.fromkeys(
    (
        "account_name",
        "account_tax_ids",
        "application",
        "automatically_finalizes_at",
        "custom_fields",
        "customer_account",
        "default_payment_method",
        "default_source",
        "effective_at",
        "ending_balance",
        "from_invoice",
        "hosted_invoice_url",
        "invoice_pdf",
        "last_finalization_error",
        "latest_revision",
        "next_payment_attempt",
        "number",
        "on_behalf_of",
        "parent",
        "receipt_number",
        "rendering",
        "shipping_cost",
        "shipping_details",
        "statement_descriptor",
        "total_discount_amounts",
        "total_taxes",
        "webhooks_delivered_at",
    )
)
AMOUNTS = dict.fromkeys(
    (
        "amount_due",
        "amount_overpaid",
        "amount_paid",
        "amount_paid_off_stripe",
        "amount_remaining",
        "amount_shipping",
        "attempt_count",
        "post_payment_credit_notes_amount",
        "pre_payment_credit_notes_amount",
        "starting_balance",
        "subtotal",
        "total",
    ),
    0,
)

SETTINGS = ("default_mandate", "payment_method_options", "payment_method_types")
MOMENTS = ("finalized_at", "marked_uncollectible_at", "paid_at", "voided_at")


def draft(params: Mapping[str, Any], customer: Body, currency: str) -> Body:
    """Return a draft without lines."""
    now = clock.now()
    days = params.get("days_until_due")
    return {
        **store.head("in_", "invoice", now),
        **ABSENT,
        **AMOUNTS,
        "account_country": "AU",
        "attempted": False,
        "auto_advance": params.get("auto_advance", False),
        "automatic_tax": dict.fromkeys(("disabled_reason", "liability", "provider", "status"))
        | {"enabled": False},
        "billing_reason": params.get("billing_reason", "manual"),
        "collection_method": params.get("collection_method", "charge_automatically"),
        "currency": currency,
        "customer": customer["id"],
        "customer_address": customer["address"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_phone": customer["phone"],
        "customer_shipping": customer["shipping"],
        "customer_tax_exempt": customer["tax_exempt"],
        "customer_tax_ids": [],
        "default_tax_rates": [],
        "description": params.get("description"),
        "discounts": [],
        "due_date": now + days * clock.DAY if days else None,
        "footer": params.get("footer"),
        "issuer": {"type": "self"},
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "payment_settings": dict.fromkeys(SETTINGS),
        "period_end": now,
        "period_start": now,
        "status": "draft",
        "status_transitions": dict.fromkeys(MOMENTS),
        "subtotal_excluding_tax": 0,
        "test_clock": customer["test_clock"],
        "total_excluding_tax": 0,
        "total_pretax_credit_amounts": [],
    }


def with_lines(body: Body, lines: list[Body]) -> Body:
    """Return an invoice with its lines and what they add up to."""
    total = sum(line["amount"] for line in lines)
    totals = ("amount_due", "amount_remaining", "subtotal", "subtotal_excluding_tax", "total")
    return {
        **body,
        **dict.fromkeys((*totals, "total_excluding_tax"), total),
        "lines": lists.envelope(lines, f"/v1/invoices/{body['id']}/lines"),
    }
