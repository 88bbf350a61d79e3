"""With Redis: the cache, the limits and the waking of the worker; and without, when it is away."""

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache.backends.base import BaseCache
from django.db import transaction
from redis import Redis

from cpd.caching import ForgivingRedisCache
from cpd.celery import app
from cpd.outbox import posting
from cpd.outbox.models import Job

AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def _no_pause() -> Iterator[None]:
    """Each test finds Redis unpaused."""
    ForgivingRedisCache._away_until = 0.0
    posting._broker_paused_until = 0.0
    yield
    ForgivingRedisCache._away_until = 0.0
    posting._broker_paused_until = 0.0


def cache_at(address: str) -> BaseCache:
    options = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
    return ForgivingRedisCache(address, {"OPTIONS": options})


def test_without_redis_nothing_is_remembered_and_no_lock_is_given() -> None:
    cache = cache_at(AWAY)

    cache.set("name", "value")

    assert cache.get("name", "nothing") == "nothing"
    assert cache.add("lock", "mine") is False
    assert cache.get_many(["name"]) == {}


def test_without_a_broker_a_job_is_written_and_the_page_goes_on(
    db: None, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.BROKER_URL = AWAY
    start = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        posting.post_job("nothing")

    assert Job.objects.count() == 1
    assert time.monotonic() - start < 2


@pytest.mark.redis
def test_with_redis_values_are_kept_and_a_lock_is_given_once() -> None:
    cache = cache_at(os.environ["TEST_REDIS_URL"])
    cache.delete("lock")

    cache.set("name", "value")

    assert cache.get("name") == "value"
    assert [cache.add("lock", 1), cache.add("lock", 1)] == [True, False]


@pytest.mark.redis
def test_with_redis_the_worker_is_woken_through_the_broker(settings: Any) -> None:
    address = os.environ["TEST_REDIS_URL"]
    app.conf.broker_url = address
    settings.BROKER_URL = address
    broker = Redis.from_url(address)
    broker.delete("celery")

    posting.wake()

    assert broker.llen("celery") == 1
