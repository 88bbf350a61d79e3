"""What comes round is posted once for each slot, and sweeps what is past its use."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from cpd.outbox import schedule
from cpd.outbox.cleaning import clean
from cpd.outbox.models import Job

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _never_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a process that has not looked yet."""
    monkeypatch.setattr(schedule, "_looked_at", 0.0)


def look_at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(schedule, "_looked_at", 0.0)
    with time_machine.travel(moment, tick=False):
        schedule.post_scheduled()
    return Job.objects.filter(kind="outbox.clean").count()


def test_a_slot_is_posted_once_by_however_many_workers(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert look_at(NOON, monkeypatch) == 1
    assert look_at(NOON + timedelta(hours=1), monkeypatch) == 1
    assert look_at(NOON + timedelta(days=1), monkeypatch) == 2


def test_a_process_looks_once_a_minute(db: None) -> None:
    schedule.post_scheduled()
    Job.objects.all().delete()

    schedule.post_scheduled()

    assert not Job.objects.exists()


def test_done_jobs_go_after_thirty_days_and_failed_ones_stay(db: None) -> None:
    long_ago = timezone.now() - timedelta(days=31)
    Job.objects.create(kind="old", state=Job.State.DONE, done_at=long_ago)
    Job.objects.create(kind="new", state=Job.State.DONE, done_at=timezone.now())
    Job.objects.create(kind="failed", state=Job.State.PARKED)

    clean()

    assert set(Job.objects.values_list("kind", flat=True)) == {"new", "failed"}
