"""What a checkout session looks like when it opens."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from payments.sandbox import clock, customers, metadata, store
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject

KIND = "checkout.session"
LATEST = 24 * clock.HOUR
DEBITS = {"aud": "au_becs_debit", "gbp": "bacs_debit"}


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


def session_body(
    params: Mapping[str, Any], currency: str | None, customer: SandboxObject | None
) -> Body:
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
        "metadata": metadata.merged(None, params.get("metadata", {})),
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
