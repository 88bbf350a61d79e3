"""What a subscription and its items look like."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import lists, metadata, store
from payments.sandbox.errors import Body

# Nothing of this happens in the sandbox, and every answer says so.
ABSENT = dict.fromkeys(
    (
        "application",
        "application_fee_percent",
        "billing_cycle_anchor_config",
        "billing_schedules",
        "billing_thresholds",
        "cancel_at",
        "canceled_at",
        "customer_account",
        "days_until_due",
        "default_source",
        "ended_at",
        "latest_invoice",
        "managed_payments",
        "next_pending_invoice_item_invoice",
        "on_behalf_of",
        "pause_collection",
        "pending_invoice_item_interval",
        "pending_setup_intent",
        "pending_update",
        "schedule",
        "transfer_data",
    )
)


def subscription_body(
    params: Mapping[str, Any], customer: Body, now: int, *, trial_end: int | None
) -> Body:
    """Return a subscription without items."""
    head = store.head("sub_", "subscription", now)
    return {
        **head,
        **ABSENT,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_cycle_anchor": trial_end or now,
        "billing_mode": {"flexible": None, "type": "classic"},
        "billing_schedules": [],
        "cancel_at_period_end": params.get("cancel_at_period_end", False),
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": params.get("collection_method", "charge_automatically"),
        "currency": "usd",
        "customer": customer["id"],
        "default_payment_method": params.get("default_payment_method"),
        "default_tax_rates": [],
        "description": params.get("description"),
        "discounts": [],
        "invoice_settings": {
            "account_tax_ids": None,
            "custom_fields": None,
            "description": None,
            "footer": None,
            "issuer": {"type": "self"},
        },
        "items": lists.envelope([], f"/v1/subscription_items?subscription={head['id']}"),
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "payment_settings": {
            "payment_method_options": None,
            "payment_method_types": None,
            "save_default_payment_method": "off",
        },
        "start_date": now,
        "status": "trialing" if trial_end else "active",
        "test_clock": customer["test_clock"],
        "trial_end": trial_end,
        "trial_settings": {"end_behavior": {"missing_payment_method": "create_invoice"}},
        "trial_start": now if trial_end else None,
    }


def item_body(
    subscription: str, price: Body, given: Mapping[str, Any], *, start: int, end: int
) -> Body:
    """Return an item of a subscription; its period stands on it, not on the subscription."""
    body = {
        **store.head("si_", "subscription_item", start),
        "billing_thresholds": None,
        "current_period_end": end,
        "current_period_start": start,
        "discounts": [],
        "metadata": metadata.merged(None, given.get("metadata", {})),
        "price": price,
        "quantity": given.get("quantity", 1),
        "subscription": subscription,
        "tax_rates": [],
    }
    del body["livemode"]  # an item does not say it
    return body
