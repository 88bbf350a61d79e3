"""Taking due jobs and running them; the loop behind `work`, the embedded thread and Celery."""

import logging
from contextlib import nullcontext
from datetime import timedelta

from django.db import transaction
from django.db.models import Case, When
from django.utils import timezone

from cpd.logs import request_id
from cpd.outbox.models import Job, JobQuerySet
from cpd.outbox.registry import kinds
from cpd.outbox.schedule import post_scheduled

logger = logging.getLogger(__name__)
BATCH = 50
UNKNOWN_LEASE = timedelta(seconds=60)
NEVER_ENDED = "It never ended: its worker stopped, or it took longer than it may, at every try."


class LeaseLost(Exception):
    """The job took longer than its lease, and another worker has claimed it since."""


def take_due() -> Job | None:
    """Claim one due job with a lease; None if there is none. Two workers never claim the same one.
    One that ended with its worker as often as it may be tried is parked instead."""
    now = timezone.now()
    for candidate in Job.objects.due(now).order_by(_turn(), "due_at")[:BATCH]:
        kind = kinds.get(candidate.kind)
        unclaimed = Job.objects.due(now).filter(pk=candidate.pk, tries=candidate.tries)
        if candidate.tries >= (kind.tries if kind else 1):
            unclaimed.update(state=Job.State.PARKED, leased_until=None, last_error=NEVER_ENDED)
            continue
        claimed = unclaimed.update(
            state=Job.State.RUNNING,
            tries=candidate.tries + 1,
            leased_until=now + (kind.lease if kind else UNKNOWN_LEASE),
        )
        if claimed:
            candidate.refresh_from_db()
            return candidate
    return None


def _turn() -> Case:
    """What can wait comes after the rest."""
    patient = [name for name, kind in kinds.items() if kind.can_wait]
    return Case(When(kind__in=patient, then=1), default=0)


def work_all() -> int:
    """Run every due job, with what the schedule posts; returns how many were run."""
    post_scheduled()
    count = 0
    while (taken := take_due()) is not None:
        run_job(taken)
        count += 1
    return count


def run_job(taken: Job) -> None:
    """Run a claimed job: its work and its being done commit together, unless its kind commits by
    itself; failures wait, then park."""
    token = request_id.set(taken.request_id or f"job-{taken.pk}")
    try:
        kind = kinds[taken.kind]
        with transaction.atomic() if kind.in_transaction else nullcontext():
            kind.handler(**taken.payload)
            _finish(taken)
    except LeaseLost:
        logger.warning("Job %s (%s) was taken over by another worker.", taken.pk, taken.kind)
    except Exception as error:
        logger.exception("Job %s (%s) failed.", taken.pk, taken.kind)
        _put_back(taken, error)
    finally:
        request_id.reset(token)


def retry(parked: Job) -> None:
    """Give a parked job a fresh set of tries."""
    Job.objects.parked().filter(pk=parked.pk).update(
        state=Job.State.WAITING, tries=0, due_at=timezone.now()
    )


def _finish(taken: Job) -> None:
    """Mark it done. Raises LeaseLost, so that nothing commits that another worker does again."""
    if not _mine(taken).update(state=Job.State.DONE, done_at=timezone.now(), last_error=""):
        raise LeaseLost


def _put_back(taken: Job, error: Exception) -> None:
    kind = kinds.get(taken.kind)
    is_last = kind is None or taken.tries >= kind.tries
    _mine(taken).update(
        state=Job.State.PARKED if is_last else Job.State.WAITING,
        due_at=timezone.now() + (kind.delay(taken.tries) if kind else UNKNOWN_LEASE),
        leased_until=None,
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )


def _mine(taken: Job) -> JobQuerySet:
    """The row, as long as nobody else has claimed it since."""
    return Job.objects.filter(pk=taken.pk, tries=taken.tries, state=Job.State.RUNNING)
