"""Twenty at once: the same act on the sandbox from many threads."""

from collections.abc import Callable
from typing import Any

import stripe

from payments import gateway
from payments.sandbox import delivering, paying
from payments.sandbox.models import SandboxObject
from tests.payments.sandbox.shop import fetch, open_session
from tests.races import race


def outcome(act: Callable[[], Any]) -> str:
    """Return what became of an act: done, or what it was refused for."""
    try:
        act()
    except (stripe.StripeError, paying.NotOpen) as refused:
        return str(getattr(refused, "code", None) or type(refused).__name__)
    return "done"


def count(outcomes: list[str]) -> dict[str, int]:
    """Return how often each came out."""
    return {name: outcomes.count(name) for name in sorted(set(outcomes))}


def pay_often() -> dict[str, Any]:
    """Pay for one session twenty times at once."""
    session = open_session()
    outcomes = race(lambda: outcome(lambda: paying.pay(session.id)))
    charges = SandboxObject.objects.filter(kind="charge", body__paid=True)
    return {"outcomes": count(outcomes), "charges": charges.count()}


def refund_often() -> dict[str, Any]:
    """Refund the whole of one charge twenty times at once."""
    session = open_session()
    paying.pay(session.id)
    intent = fetch(session.id)["payment_intent"]["id"]
    v1 = gateway.client().v1
    outcomes = race(lambda: outcome(lambda: v1.refunds.create({"payment_intent": intent})))
    return {"outcomes": count(outcomes), "refunded": refunded_of(intent)}


def refunded_of(intent: str) -> int:
    """Return what a charge says was refunded."""
    charge = SandboxObject.objects.get(kind="charge", body__payment_intent=intent)
    return int(charge.body["amount_refunded"])


def ask_often() -> dict[str, Any]:
    """Send one request with one key twenty times at once, then once more."""
    v1, options = gateway.client().v1, {"idempotency_key": "race", "max_network_retries": 0}

    def ask() -> Any:
        return v1.customers.create({"email": "race@example.org"}, options)  # type: ignore[arg-type]

    outcomes = set(race(lambda: outcome(ask)))
    made = SandboxObject.objects.get(kind="customer").stripe_id
    return {"strange": sorted(outcomes - {"done", "APIError"}), "is_same": ask().id == made}


def claim_often() -> dict[str, Any]:
    """Let twenty workers deliver the same events; the site refuses them all, and hears each
    once."""
    tried = race(delivering.deliver_due)
    return {"tried": sum(tried)}


def run_all() -> dict[str, Any]:
    """Run every race once."""
    return {
        "paying": pay_often(),
        "refunds": refund_often(),
        "keys": ask_often(),
        "deliveries": claim_often(),
    }
