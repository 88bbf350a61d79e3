"""Signatures of webhook messages, as Stripe makes them."""

import hashlib
import hmac

from django.conf import settings

from payments.sandbox import clock
from payments.sandbox.models import SandboxDelivery, SandboxEvent

HEADER = "Stripe-Signature"


def signature(payload: bytes, *, secret: str, at: int) -> str:
    """Return the header that proves who wrote a message, and when."""
    signed = b"%d.%s" % (at, payload)
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def second_secret() -> str:
    """Return what messages are signed with while a secret is rolled."""
    first = settings.SANDBOX_WEBHOOK_SECRET.encode()
    return f"whsec_{hmac.new(first, b'second', hashlib.sha256).hexdigest()}"


def signed_request(
    event: SandboxEvent,
    *,
    secret: str = SandboxDelivery.Secret.FIRST,
    at: int | None = None,
) -> tuple[bytes, dict[str, str]]:
    """Return body and headers of the message that brings an event; `secret` is `first`, `second`
    or a secret itself."""
    payload = event.payload.encode()
    known = {"first": settings.SANDBOX_WEBHOOK_SECRET, "second": second_secret()}
    proof = signature(payload, secret=known.get(secret, secret), at=at or clock.now())
    return payload, {HEADER: proof, "Content-Type": "application/json; charset=utf-8"}
