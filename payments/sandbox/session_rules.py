"""What a checkout session must be, over and above its parameters' kinds."""

import re
from collections.abc import Mapping
from typing import Any

from payments.sandbox import clock, errors, intents
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.session_bodies import LATEST

SOONEST = 30 * clock.MINUTE


def check(params: Mapping[str, Any]) -> None:
    """Raise Refusal for parameters that no session can have."""
    for name in ("mode", "success_url", "line_items"):
        if not params.get(name):
            raise errors.missing(name)
    if params["mode"] == "setup":
        raise Refusal("The sandbox has no setup mode.", param="mode")
    if params.get("customer") and params.get("customer_email"):
        raise Refusal(
            "You may only specify one of these parameters: customer, customer_email.",
            param="customer_email",
        )
    for name in ("success_url", "cancel_url"):
        if params.get(name) and not re.match(r"https?://[^\s/]+", params[name]):
            raise Refusal("Not a valid URL", code="url_invalid", param=name)
    if len(params.get("client_reference_id") or "") > 200:
        raise Refusal("Invalid string: at most 200 characters", param="client_reference_id")
    _check_expiry(params.get("expires_at"))


def _check_expiry(expires_at: int | None) -> None:
    if expires_at is None:
        return
    after = expires_at - clock.now()
    if after < SOONEST:
        raise Refusal(
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session "
            "creation.",
            param="expires_at",
        )
    if after > LATEST:
        raise Refusal(
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
            param="expires_at",
        )


def check_total(body: Body) -> None:
    """Raise Refusal for a total that is too small to be charged; nothing at all is no charge."""
    smallest = intents.minimum(body["currency"] or "")
    if body["mode"] == "payment" and 0 < body["amount_total"] < smallest:
        raise Refusal(
            "The Checkout Session's total amount due must add up to at least "
            f"{smallest} {body['currency']}",
            code="amount_too_small",
        )
