"""Work that comes round: each kind is posted once for each slot of time, by whichever worker is
first."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from cpd.outbox.models import Job
from cpd.outbox.registry import Handler, job

LOOK_EVERY = 60.0  # seconds between two looks of one process
_intervals: dict[str, timedelta] = {}
_looked_at = 0.0


def every(
    interval: timedelta,
    name: str,
    *,
    seconds: int = 60,
    in_transaction: bool = True,
    can_wait: bool = False,
) -> Callable[[Handler], Handler]:
    """Register a handler that runs once in every interval; it takes no arguments."""

    def register(handler: Handler) -> Handler:
        _intervals[name] = interval
        register_job = job(name, seconds=seconds, in_transaction=in_transaction, can_wait=can_wait)
        return register_job(handler)

    return register


def post_scheduled() -> None:
    """Post what this slot of time still lacks; costs nothing within a minute of the last look."""
    global _looked_at
    if _looked_at and time.monotonic() - _looked_at < LOOK_EVERY:
        return
    _looked_at = time.monotonic()
    now = timezone.now()
    for name, interval in _intervals.items():
        slot = int(now.timestamp() // interval.total_seconds())
        Job.objects.get_or_create(key=f"{name}:{slot}", defaults={"kind": name})
