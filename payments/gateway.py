"""The only module that speaks to Stripe: one client with time-outs and retries, the sandbox's
transport where no key is set, our own values out and our own errors."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from http import HTTPStatus
from itertools import islice
from typing import Any

import stripe
from django.conf import settings
from django.utils import timezone

from payments.sandbox import faults, wire
from payments.values import (
    ChargeSeen,
    DisputeSeen,
    EventSeen,
    RefundSeen,
    SessionSeen,
    read_charge,
    read_dispute,
    read_event,
    read_refund,
    read_session,
)

TIMEOUT = 2.5  # seconds for one answer: three tries and the waits between stay below ten
RETRIES = 2  # a StripeClient retries nothing by itself
TOLERANCE = timedelta(seconds=300)  # how far a webhook's clock may be from ours, either way
EXPANDED = ["payment_intent.latest_charge"]
MOST_LISTED = 10_000
stripe.enable_telemetry = False


class StripeDown(Exception):
    """No answer, or one that says: later. What was asked may have been done."""


class StripeFailed(StripeDown):
    """Stripe broke, and will say so again for the same key."""


class KeyInUse(Exception):
    """The same request is being answered right now."""


class Refused(Exception):
    """Stripe said no, and would say so again."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class NotSigned(Exception):
    """A webhook that Stripe did not sign, or not lately, or that is no event."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line as Stripe's page shows it."""

    title: str
    amount: int
    tax_code: str


@contextmanager
def our_errors() -> Iterator[None]:
    """Raise our own errors in place of the library's."""
    try:
        yield
    except stripe.StripeError as error:
        if error.code == "idempotency_key_in_use":
            raise KeyInUse from error
        if isinstance(error, stripe.InvalidRequestError | stripe.CardError):
            raise Refused(error.code or "", error.user_message or str(error)) from error
        if isinstance(error, stripe.IdempotencyError):
            raise Refused("idempotency_error", str(error)) from error
        broke = (error.http_status or 0) >= HTTPStatus.INTERNAL_SERVER_ERROR
        kind = StripeFailed if broke else StripeDown
        raise kind(type(error).__name__) from error


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
            http_client=stripe.new_default_http_client(timeout=TIMEOUT),
            max_network_retries=RETRIES,
            base_addresses={"api": settings.STRIPE_API_BASE} if settings.STRIPE_API_BASE else {},
        )
    return stripe.StripeClient(
        wire.SECRET_KEY, http_client=SandboxTransport(), max_network_retries=RETRIES
    )


def create_session(
    *,
    key: str,
    items: Sequence[Item],
    currency: str,
    order_id: str,
    attempt: int,
    email: str,
    expires_at: datetime,
    success_url: str,
    cancel_url: str,
) -> SessionSeen:
    """Open a page to pay on. Raises StripeDown, KeyInUse, Refused."""
    metadata = {"site": settings.PAYMENTS_SITE, "order": order_id, "attempt": str(attempt)}
    params: dict[str, Any] = {
        "mode": "payment",
        "line_items": [_line_item(item, currency) for item in items],
        "client_reference_id": order_id,
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
        "customer_email": email,
        "adaptive_pricing": {"enabled": False},
        "expires_at": int(expires_at.timestamp()),
        "success_url": success_url,
        "cancel_url": cancel_url,
    }
    if settings.STRIPE_TAX:
        params |= {"automatic_tax": {"enabled": True}, "billing_address_collection": "required"}
    with our_errors():
        made = client().v1.checkout.sessions.create(params, {"idempotency_key": key})  # type: ignore[arg-type]
    return read_session(made.to_dict())


def _line_item(item: Item, currency: str) -> dict[str, Any]:
    product = {"name": item.title}
    if settings.STRIPE_TAX:
        product["tax_code"] = item.tax_code
    return {
        "quantity": 1,
        "price_data": {
            "currency": currency.lower(),
            "unit_amount": item.amount,
            "tax_behavior": "inclusive",
            "product_data": product,
        },
    }


def retrieve_session(session_id: str) -> SessionSeen:
    """Look at a session, its intent and its charge. Raises StripeDown, Refused."""
    sessions = client().v1.checkout.sessions
    with our_errors():
        found = sessions.retrieve(session_id, {"expand": EXPANDED}).to_dict()
        if settings.STRIPE_TAX:  # an expanded list would end after ten
            found["line_items"] = sessions.line_items.list(session_id, {"limit": 100}).to_dict()
    return read_session(found)


def expire_session(session_id: str) -> None:
    """Close a page, so that nobody pays there any more; one that is not open stays as it is.
    Raises StripeDown."""
    try:
        with our_errors():
            client().v1.checkout.sessions.expire(session_id)
    except Refused:
        return


def session_of_intent(intent_id: str) -> str:
    """Return the id of the session that a payment belongs to, or nothing."""
    with our_errors():
        found = client().v1.checkout.sessions.list({"payment_intent": intent_id, "limit": 1})
    return found.data[0].id if found.data else ""


def create_refund(
    *, key: str, intent_id: str, amount: int, reason: str, refund_id: str
) -> RefundSeen:
    """Send money back. Raises StripeDown, KeyInUse, Refused."""
    metadata = {"site": settings.PAYMENTS_SITE, "refund": refund_id}
    params: dict[str, Any] = {"payment_intent": intent_id, "amount": amount, "metadata": metadata}
    if reason:
        params["reason"] = reason
    with our_errors():
        made = client().v1.refunds.create(params, {"idempotency_key": key})  # type: ignore[arg-type]
    return read_refund(made.to_dict())


def retrieve_refund(refund_id: str) -> RefundSeen:
    """Look at a refund. Raises StripeDown, Refused."""
    with our_errors():
        return read_refund(client().v1.refunds.retrieve(refund_id).to_dict())


def retrieve_dispute(dispute_id: str) -> DisputeSeen:
    """Look at a dispute. Raises StripeDown, Refused."""
    with our_errors():
        return read_dispute(client().v1.disputes.retrieve(dispute_id).to_dict())


def retrieve_charge(charge_id: str) -> ChargeSeen:
    """Look at a charge. Raises StripeDown, Refused."""
    with our_errors():
        return read_charge(client().v1.charges.retrieve(charge_id).to_dict())


def list_refunds(*, since: datetime | None = None, charge_id: str = "") -> list[RefundSeen]:
    """Return the refunds of a charge, or those since a time, newest first. Raises StripeDown."""
    params: Any = {"charge": charge_id} if charge_id else _since(since)
    with our_errors():
        return [read_refund(row) for row in _all(client().v1.refunds.list(params))]


def list_disputes(*, since: datetime) -> list[DisputeSeen]:
    """Return the disputes since a time, newest first. Raises StripeDown."""
    with our_errors():
        return [read_dispute(row) for row in _all(client().v1.disputes.list(_since(since)))]


def list_charges(*, since: datetime) -> list[ChargeSeen]:
    """Return the charges since a time, newest first. Raises StripeDown."""
    with our_errors():
        return [read_charge(row) for row in _all(client().v1.charges.list(_since(since)))]


def list_events(*, since: datetime, types: Sequence[str]) -> list[EventSeen]:
    """Return the events of these types since a time, newest first. Raises StripeDown."""
    params: Any = {**_since(since), "types": list(types)}
    with our_errors():
        rows = _all(client().v1.events.list(params))
        return [read_event(row, body=json.dumps(row)) for row in rows]


def _since(since: datetime | None) -> Any:
    return {"limit": 100, "created": {"gte": int(since.timestamp())}} if since else {"limit": 100}


def _all(first: Any) -> Iterator[Mapping[str, Any]]:
    rows = islice(first.auto_paging_iter(), MOST_LISTED)
    return (row.to_dict(for_json=True) for row in rows)


def read_webhook(body: bytes, header: str) -> EventSeen:
    """Return the event that one of our secrets signed within five minutes. Raises NotSigned."""
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            stripe.WebhookSignature.verify_header(
                body.decode(), header, secret, int(TOLERANCE.total_seconds())
            )
            _refuse_future(header)
            return read_event(json.loads(body), body=body.decode())
        except stripe.SignatureVerificationError:
            continue
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotSigned("no event") from error
    raise NotSigned("no signature of ours")


def _refuse_future(header: str) -> None:
    """The library refuses old signatures only."""
    signed_at = int(next(part[2:] for part in header.split(",") if part.startswith("t=")))
    if signed_at > (timezone.now() + TOLERANCE).timestamp():
        raise NotSigned("signed in the future")
