"""Writing a job, and waking the worker once it is committed."""

import logging
import time
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cpd.logs import request_id
from cpd.outbox import embedded
from cpd.outbox.models import Job
from cpd.outbox.tasks import work_once

logger = logging.getLogger(__name__)
PAUSE_AFTER_FAILURE = 5.0  # seconds in which a broken broker is left alone
_broker_paused_until = 0.0


def post_job(
    kind: str, *, key: str | None = None, due_at: datetime | None = None, **payload: Any
) -> Job:
    """Write a job in the current transaction; with a key, one job for one cause, however often
    asked."""
    values = {
        "kind": kind,
        "payload": payload,
        "due_at": due_at or timezone.now(),
        "request_id": request_id.get(),
    }
    if key is None:
        row = Job.objects.create(**values)
    else:
        row, _ = Job.objects.get_or_create(key=key, defaults=values)
    transaction.on_commit(wake, robust=True)
    return row


def wake() -> None:
    """Tell the worker that there is something to do; best effort, at most half a second."""
    global _broker_paused_until
    if not settings.BROKER_URL:
        embedded.wake()
        return
    if time.monotonic() < _broker_paused_until:
        return
    try:
        work_once.apply_async(retry=False)
    except Exception:
        _broker_paused_until = time.monotonic() + PAUSE_AFTER_FAILURE
        logger.warning("The broker did not answer; the sweep takes over.")
