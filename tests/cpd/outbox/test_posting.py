"""Posting writes a row; waking the worker is best effort and never holds up a page."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import transaction

from cpd.celery import app
from cpd.outbox import embedded, posting
from cpd.outbox.models import Job
from cpd.outbox.posting import post_job

Capture = Callable[..., AbstractContextManager[list[Any]]]


@pytest.fixture
def _silent_broker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A broker on this machine that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        settings.BROKER_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        monkeypatch.setattr(posting, "_broker_paused_until", 0.0)
        monkeypatch.setitem(app.conf, "broker_url", settings.BROKER_URL)
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)
        yield


def test_a_job_is_a_row(db: None) -> None:
    job = post_job("try", number=1)

    assert (job.kind, job.payload, job.state, job.tries) == ("try", {"number": 1}, "waiting", 0)


def test_a_key_is_posted_once(db: None) -> None:
    first, second = post_job("try", key="cause", number=1), post_job("try", key="cause", number=2)

    assert (first, Job.objects.get().payload) == (second, {"number": 1})


def test_jobs_without_a_key_are_all_kept(db: None) -> None:
    post_job("try")
    post_job("try")

    assert Job.objects.count() == 2


def test_a_job_vanishes_with_its_transaction(db: None) -> None:
    with transaction.atomic():
        post_job("try")
        transaction.set_rollback(True)

    assert not Job.objects.exists()


def test_the_embedded_worker_is_woken_after_the_commit(
    db: None, django_capture_on_commit_callbacks: Capture
) -> None:
    embedded._bell.clear()

    with django_capture_on_commit_callbacks(execute=True):
        post_job("try")
        rang_early = embedded._bell.is_set()

    assert (rang_early, embedded._bell.is_set()) == (False, True)


@pytest.mark.usefixtures("_silent_broker")
def test_a_silent_broker_holds_nobody_up(
    db: None, django_capture_on_commit_callbacks: Capture
) -> None:
    began = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        post_job("try")

    assert time.monotonic() - began < 0.9
    assert Job.objects.get().state == Job.State.WAITING


@pytest.mark.usefixtures("_silent_broker")
def test_a_broker_that_failed_is_left_alone_for_a_while(
    db: None, django_capture_on_commit_callbacks: Capture
) -> None:
    began = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(20):
            post_job("try")

    assert time.monotonic() - began < 0.9
