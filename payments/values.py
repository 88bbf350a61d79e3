"""What Stripe showed us, in our own plain values; nothing here speaks to Stripe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Seen = Mapping[str, Any]


def moment(seconds: int | None) -> datetime | None:
    """Return Stripe's whole seconds as a time; None for none and for Stripe's 0."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def id_of(reference: Any) -> str:
    """Return the id of a reference, expanded or not."""
    if isinstance(reference, Mapping):
        return str(reference.get("id") or "")
    return str(reference or "")


@dataclass(frozen=True, slots=True)
class ChargeSeen:
    """Money that moved, and how."""

    id: str
    intent_id: str
    amount: int
    currency: str
    paid: bool
    method: str
    brand: str
    last4: str
    country: str
    created: datetime | None
    livemode: bool
    site: str


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """A Checkout session with the state of its payment."""

    id: str
    url: str
    mode: str
    status: str
    payment_status: str
    amount_total: int
    currency: str
    livemode: bool
    site: str
    order_id: str
    attempt: str
    reference: str
    expires_at: datetime | None
    intent_id: str
    intent_status: str
    failure_code: str
    line_taxes: tuple[int, ...]
    charge: ChargeSeen | None

    @property
    def is_paid(self) -> bool:
        """Whether the money is there."""
        return self.status == "complete" and self.payment_status in {"paid", "no_payment_required"}

    @property
    def has_failed(self) -> bool:
        """Whether a delayed payment came back: the intent asks for another method or is over."""
        is_back = self.intent_status in {"requires_payment_method", "canceled"}
        return self.status == "complete" and not self.is_paid and is_back

    def summary(self) -> dict[str, Any]:
        """What is kept of it with the payment; no names and no addresses."""
        return {
            "status": self.status,
            "payment_status": self.payment_status,
            "amount_total": self.amount_total,
            "currency": self.currency,
            "intent_status": self.intent_status,
        }


@dataclass(frozen=True, slots=True)
class RefundSeen:
    """A refund."""

    id: str
    status: str
    amount: int
    currency: str
    charge_id: str
    intent_id: str
    failure_reason: str
    refund_id: str
    site: str
    created: datetime | None


@dataclass(frozen=True, slots=True)
class DisputeSeen:
    """A dispute."""

    id: str
    status: str
    reason: str
    amount: int
    currency: str
    charge_id: str
    intent_id: str
    evidence_due_by: datetime | None
    refundable: bool
    livemode: bool
    created: datetime | None


@dataclass(frozen=True, slots=True)
class EventSeen:
    """The envelope of an event, the kind and ids of its object, and the body it came in."""

    id: str
    type: str
    api_version: str
    livemode: bool
    created: datetime
    object_type: str
    object_id: str
    body: str


def read_charge(data: Seen) -> ChargeSeen:
    """Read a charge."""
    details = data.get("payment_method_details") or {}
    method = details.get("type") or ""
    how = details.get(method) or {}
    return ChargeSeen(
        id=data["id"],
        intent_id=id_of(data.get("payment_intent")),
        amount=data["amount"],
        currency=data["currency"].upper(),
        paid=data.get("status") == "succeeded",
        method=method,
        brand=how.get("brand") or "",
        last4=how.get("last4") or "",
        country=how.get("country") or "",
        created=moment(data.get("created")),
        livemode=bool(data.get("livemode")),
        site=(data.get("metadata") or {}).get("site", ""),
    )


def read_session(data: Seen) -> SessionSeen:
    """Read a session whose `payment_intent.latest_charge` is expanded."""
    intent = data.get("payment_intent")
    expanded: Seen = intent if isinstance(intent, Mapping) else {}
    charge = expanded.get("latest_charge")
    failure = expanded.get("last_payment_error") or {}
    metadata = data.get("metadata") or {}
    items = (data.get("line_items") or {}).get("data") or []
    return SessionSeen(
        id=data["id"],
        url=data.get("url") or "",
        mode=data.get("mode") or "",
        status=data.get("status") or "",
        payment_status=data.get("payment_status") or "",
        amount_total=data.get("amount_total") or 0,
        currency=(data.get("currency") or "").upper(),
        livemode=bool(data.get("livemode")),
        site=metadata.get("site", ""),
        order_id=metadata.get("order", ""),
        attempt=metadata.get("attempt", ""),
        reference=data.get("client_reference_id") or "",
        expires_at=moment(data.get("expires_at")),
        intent_id=id_of(intent),
        intent_status=expanded.get("status") or "",
        failure_code=failure.get("decline_code") or failure.get("code") or "",
        line_taxes=tuple(item.get("amount_tax") or 0 for item in items),
        charge=read_charge(charge) if isinstance(charge, Mapping) else None,
    )


def read_refund(data: Seen) -> RefundSeen:
    """Read a refund."""
    metadata = data.get("metadata") or {}
    return RefundSeen(
        id=data["id"],
        status=data.get("status") or "",
        amount=data["amount"],
        currency=data["currency"].upper(),
        charge_id=id_of(data.get("charge")),
        intent_id=id_of(data.get("payment_intent")),
        failure_reason=data.get("failure_reason") or "",
        refund_id=metadata.get("refund", ""),
        site=metadata.get("site", ""),
        created=moment(data.get("created")),
    )


def read_dispute(data: Seen) -> DisputeSeen:
    """Read a dispute."""
    return DisputeSeen(
        id=data["id"],
        status=data.get("status") or "",
        reason=data.get("reason") or "",
        amount=data["amount"],
        currency=data["currency"].upper(),
        charge_id=id_of(data.get("charge")),
        intent_id=id_of(data.get("payment_intent")),
        evidence_due_by=moment((data.get("evidence_details") or {}).get("due_by")),
        refundable=bool(data.get("is_charge_refundable")),
        livemode=bool(data.get("livemode")),
        created=moment(data.get("created")),
    )


def read_event(data: Seen, *, body: str) -> EventSeen:
    """Read an event's envelope, and of its object the kind and the id; old renderings too."""
    thing = (data.get("data") or {}).get("object") or {}
    return EventSeen(
        id=data["id"],
        type=data["type"],
        api_version=data.get("api_version") or "",
        livemode=bool(data.get("livemode")),
        created=datetime.fromtimestamp(data["created"], UTC),
        object_type=thing.get("object") or "",
        object_id=thing.get("id") or "",
        body=body,
    )
