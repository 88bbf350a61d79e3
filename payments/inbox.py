"""The inbox: taking in what Stripe tells us, and handling each event once."""

import json
import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cpd.outbox.posting import post_job
from payments.handling import HANDLED, Ignored, handle
from payments.models import StripeEvent
from payments.telling import post_mail
from payments.values import EventSeen

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 10
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


@transaction.atomic
def take_in(seen: EventSeen) -> bool:
    """Keep an event and the job that handles it; whether it is new. A second delivery of one that
    failed is a reason to try again at once."""
    event, is_new = StripeEvent.objects.get_or_create(
        event_id=seen.id,
        defaults={
            "type": seen.type,
            "api_version": seen.api_version,
            "livemode": seen.livemode,
            "created": seen.created,
            "raw_body": seen.body,
            "object_type": seen.object_type,
            "object_id": seen.object_id,
        },
    )
    if is_new or event.state == StripeEvent.State.FAILED:
        post_job("payments.handle_event", event_id=event.pk)
    return is_new


def process(event: StripeEvent) -> StripeEvent:
    """Handle an event unless somebody else does or did; what goes wrong is noted with the next
    try."""
    now = timezone.now()
    claimed = (
        StripeEvent.objects.claimable(now)
        .filter(pk=event.pk)
        .update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    )
    event.refresh_from_db()
    if not claimed:
        return event
    try:
        _handle(event)
    except Ignored as reason:
        _finish(event, StripeEvent.State.IGNORED, str(reason))
    except Exception as error:
        logger.exception("Event %s failed.", event.event_id)
        _put_back(event, error)
    return event


def replay(event: StripeEvent) -> StripeEvent:
    """Handle an event anew, whatever became of it."""
    StripeEvent.objects.filter(pk=event.pk).update(
        state=StripeEvent.State.RECEIVED, processed_at=None, leased_until=None, attempts=0
    )
    return process(event)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after this many failed attempts: 1 minute, doubled up to 6 hours."""
    waited: timedelta = FIRST_WAIT * 2 ** (attempts - 1)
    return min(waited, LONGEST_WAIT)


def _handle(event: StripeEvent) -> None:
    if event.livemode != settings.PAYMENTS_LIVE:
        raise Ignored("test and real money are mixed")
    if event.type not in HANDLED:
        raise Ignored("a type that we do not handle")
    event.order = handle(event.object_type, event.object_id, body=json.loads(event.raw_body))
    _finish(event, StripeEvent.State.DONE, "")


def _finish(event: StripeEvent, state: StripeEvent.State, reason: str) -> None:
    event.state, event.last_error, event.processed_at = state, reason, timezone.now()
    event.leased_until = event.next_try_at = None
    event.save()


def _put_back(event: StripeEvent, error: Exception) -> None:
    is_last = event.attempts >= MOST_ATTEMPTS
    event.state = StripeEvent.State.DEAD if is_last else StripeEvent.State.FAILED
    event.last_error = f"{type(error).__name__}: {error}"[:2000]
    event.leased_until = None
    event.next_try_at = _next_try(event.attempts)
    event.save()
    if is_last:
        post_mail("event_dead", event)


def _next_try(attempts: int) -> datetime:
    return timezone.now() + wait_after(attempts)
