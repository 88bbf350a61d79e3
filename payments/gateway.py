"""The only module that speaks to Stripe: one client with time-outs and retries, the sandbox's
transport where no key is set, and our own values out."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import stripe
from django.conf import settings

from payments.sandbox import faults, wire

TIMEOUT = 10  # seconds for one answer
RETRIES = 2  # a StripeClient retries nothing by itself
stripe.enable_telemetry = False


class SandboxTransport(stripe.HTTPClient):
    """Hands the unmodified client's requests to the sandbox, with no socket between."""

    name = "sandbox"

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        """Return body, status and headers of the sandbox's answer."""
        try:
            answer = wire.answer(method, url, headers=dict(headers or {}), body=post_data or "")
        except faults.Broken as broken:
            message = f"The connection to the sandbox broke: {broken}"
            raise stripe.APIConnectionError(  # type: ignore[no-untyped-call]
                message, should_retry=True
            ) from broken
        return answer.body, answer.status, answer.headers

    def close(self) -> None:
        """Nothing is open."""


@cache
def client() -> stripe.StripeClient:
    """Return the client: over the network with keys, else in this process."""
    if settings.STRIPE_SECRET_KEY:
        return stripe.StripeClient(
            settings.STRIPE_SECRET_KEY,
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
            max_network_retries=RETRIES,
            base_addresses={"api": settings.STRIPE_API_BASE} if settings.STRIPE_API_BASE else {},
        )
    return stripe.StripeClient(
        wire.SECRET_KEY, http_client=SandboxTransport(), max_network_retries=RETRIES
    )
