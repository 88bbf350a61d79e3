"""Looking by ourselves: what no webhook told us is found here, some minutes later."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from payments import disputing, gateway, refund_states, refunding
from payments.handling import HANDLED
from payments.inbox import process, take_in
from payments.locking import locked_order
from payments.models import Order, Payment, Refund, StripeEvent, Watermark
from payments.paying import NotPayable, StripeAway, open_session
from payments.refund_states import UnknownPayment
from payments.settling import KeepsChanging, NotOurs, expire_if_over, settle

logger = logging.getLogger(__name__)
BATCH = 200
LOOK_AGAIN = timedelta(minutes=10)
LOOK_AT_DEBITS = timedelta(hours=1)
KEY_LIVES = timedelta(hours=20)  # Stripe keeps an idempotency key for 24 hours
OVERLAP = timedelta(hours=2)
FIRST_LOOK_BACK = timedelta(days=30)  # Stripe keeps events that long
OUR_ERRORS = (
    gateway.StripeDown,
    gateway.Refused,
    KeepsChanging,
    NotOurs,
    UnknownPayment,
    StripeAway,
    NotPayable,
    refunding.CannotRefund,
)


def sweep_events() -> int:
    """Handle events whose wake-up was lost, and failed ones whose next try has come."""
    due = list(StripeEvent.objects.due(timezone.now()).order_by("received_at")[:BATCH])
    for event in due:
        process(event)
    return len(due)


def sync_payments() -> int:
    """Look at attempts that nobody looked at lately, and end orders that nobody paid in time."""
    now = timezone.now()
    waiting = Payment.objects.unfinished().filter(provider=Payment.Provider.STRIPE)
    is_stale = Q(synced_at__isnull=True, created_at__lte=now - LOOK_AGAIN) | Q(
        synced_at__lte=now - LOOK_AGAIN
    )
    is_debit = Q(state=Payment.State.PROCESSING, synced_at__gt=now - LOOK_AT_DEBITS)
    stale = list(
        waiting.filter(is_stale)
        .exclude(is_debit)
        .order_by(F("synced_at").asc(nulls_first=True), "pk")[:BATCH]
    )
    for payment in stale:
        _look(payment)
    expire_overdue()
    return len(stale)


def _look(payment: Payment) -> None:
    try:
        if payment.session_id:
            settle(payment.session_id)
        elif payment.created_at > timezone.now() - KEY_LIVES:
            settle(_session_of(payment))
        else:
            _give_up(payment)
    except OUR_ERRORS as error:
        logger.warning("%s was not synced: %s", payment, type(error).__name__)
        Payment.objects.filter(pk=payment.pk).update(synced_at=timezone.now())  # others are next


def _session_of(payment: Payment) -> str:
    """Open the page again with the same key: the answer that was lost comes once more."""
    open_session(payment)
    payment.refresh_from_db()
    return payment.session_id or ""


def _give_up(payment: Payment) -> None:
    Payment.objects.filter(pk=payment.pk, state=Payment.State.CREATED).update(
        state=Payment.State.FAILED, failure_code="never_opened"
    )


def expire_overdue() -> int:
    """End orders whose time is over and for which no money is on its way."""
    overdue = Order.objects.overdue(timezone.now()).order_by("pk").values_list("pk", flat=True)
    return sum(_expire(key) for key in list(overdue[:BATCH]))


@transaction.atomic
def _expire(key: int) -> bool:
    return expire_if_over(locked_order(key))


def sync_refunds() -> int:
    """Send refunds that were recorded and not sent, and look at those on their way."""
    now = timezone.now()
    unsent = Refund.objects.filter(
        state=Refund.State.REQUESTED, created_at__lte=now - LOOK_AGAIN, stripe_refund_id=None
    )
    moving = Refund.objects.filter(
        state__in=[Refund.State.PENDING, Refund.State.REQUIRES_ACTION],
        synced_at__lte=now - LOOK_AT_DEBITS,
    )
    found = [*unsent.order_by("pk")[:BATCH], *moving.order_by("pk")[:BATCH]]
    for kept in found:
        try:
            _send_or_look(kept)
        except OUR_ERRORS as error:
            logger.warning("%s was not synced: %s", kept, type(error).__name__)
    return len(found)


def _send_or_look(kept: Refund) -> None:
    """A refund whose answer was lost is looked for first: an old key is no longer known."""
    if kept.stripe_refund_id:
        refund_states.take_refund(kept.stripe_refund_id)
        return
    began = timezone.now()
    seen = gateway.list_refunds(charge_id=kept.payment.charge_id)
    mine = next((row for row in seen if row.refund_id == str(kept.public_id)), None)
    if mine is not None:
        refund_states.apply(kept, mine, began=began)
    else:
        refunding.submit(kept)


def fetch_missing() -> int:
    """Take in events, refunds and disputes since the last look less two hours; returns how many
    events were new. Raises gateway.StripeDown."""
    now = timezone.now()
    since = _since("events", now)
    new = sum(take_in(seen) for seen in gateway.list_events(since=since, types=sorted(HANDLED)))
    began = timezone.now()
    _apply_all(refund_states.apply_seen, gateway.list_refunds(since=since), began)
    _apply_all(disputing.apply_seen, gateway.list_disputes(since=since), began)
    Watermark.objects.update_or_create(name="events", defaults={"at": now})
    return new


def _apply_all(apply: Callable[..., object], rows: Iterable[object], began: datetime) -> None:
    for seen in rows:
        try:
            apply(seen, began=began)
        except UnknownPayment:
            continue


def _since(name: str, now: datetime) -> datetime:
    mark = Watermark.objects.filter(name=name).first()
    return mark.at - OVERLAP if mark else now - FIRST_LOOK_BACK
