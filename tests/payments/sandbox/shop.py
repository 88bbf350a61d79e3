"""What the tests buy, and how."""

from typing import Any

import stripe

from payments import gateway
from payments.sandbox import paying

ORDER = {"site": "example.org", "order": "order-1", "attempt": "1"}


def line(amount: int = 9900, *, currency: str = "aud", name: str = "Vagus nerve") -> dict[str, Any]:
    """Return one line as the checkout sends it."""
    return {
        "quantity": 1,
        "price_data": {
            "currency": currency,
            "unit_amount": amount,
            "tax_behavior": "inclusive",
            "product_data": {"name": name},
        },
    }


def open_session(*lines: dict[str, Any], **more: Any) -> stripe.checkout.Session:
    """Open a session as the checkout does."""
    params = {
        "mode": "payment",
        "line_items": list(lines) or [line()],
        "client_reference_id": "order-1",
        "metadata": ORDER,
        "payment_intent_data": {"metadata": ORDER},
        "customer_email": "alice@example.org",
        "adaptive_pricing": {"enabled": False},
        "success_url": "https://example.org/checkout/return/?session_id={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://example.org/orders/order-1/",
    }
    given: Any = {key: value for key, value in (params | more).items() if value is not None}
    return gateway.client().v1.checkout.sessions.create(given)


def fetch(session_id: str) -> dict[str, Any]:
    """Return a session with its intent and charge, as the site fetches it."""
    found = gateway.client().v1.checkout.sessions.retrieve(
        session_id, {"expand": ["payment_intent.latest_charge"]}
    )
    return found.to_dict()


def paid_charge(card: str = "4242424242424242", **more: Any) -> dict[str, Any]:
    """Pay for a session; return its charge."""
    session = open_session(**more)
    paying.pay(session.id, card=card)
    charge: dict[str, Any] = fetch(session.id)["payment_intent"]["latest_charge"]
    return charge
