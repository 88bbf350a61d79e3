"""A job is done exactly once, tried again when it fails, and parked when it goes on failing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from cpd.audit.models import AuditEntry
from cpd.audit.recording import record
from cpd.logs import request_id
from cpd.outbox.models import Job
from cpd.outbox.posting import post_job
from cpd.outbox.registry import Handler, Kind, kinds
from cpd.outbox.working import retry, run_job, take_due, work_all

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Clock = Any  # time_machine ships no type for its traveller
Register = Callable[[Handler], None]


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Register a handler for the kind “try”, which gets three tries and a lease of a minute."""

    def register(handler: Handler) -> None:
        monkeypatch.setitem(kinds, "try", Kind("try", handler, 3, MINUTE))

    return register


def note(word: str = "done") -> None:
    record(word)


def fail() -> None:
    record("begun")
    raise RuntimeError("no luck")


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def the_job() -> Job:
    return Job.objects.get()


def test_a_job_is_done_once(register: Register) -> None:
    register(note)
    post_job("try", word="hello")

    counts = (work_all(), work_all())

    assert (counts, acts()) == ((1, 0), ["hello"])
    assert (the_job().state, the_job().done_at, the_job().tries) == (Job.State.DONE, START, 1)


def test_jobs_run_in_the_order_they_are_due(register: Register) -> None:
    register(note)
    for word, minutes in (("third", 1), ("first", 3), ("second", 2)):
        post_job("try", word=word, due_at=START - minutes * MINUTE)

    work_all()

    assert acts() == ["first", "second", "third"]


def test_what_can_wait_lets_the_rest_go_first(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(note)
    monkeypatch.setitem(kinds, "patient", Kind("patient", note, 3, MINUTE, can_wait=True))
    post_job("patient", word="later")
    post_job("try", word="first")

    work_all()

    assert acts() == ["first", "later"]


def test_a_job_waits_until_it_is_due(register: Register, clock: Clock) -> None:
    register(note)
    post_job("try", due_at=START + MINUTE)
    early = work_all()
    clock.shift(MINUTE)

    assert (early, work_all()) == (0, 1)


def test_a_failure_undoes_its_work_and_waits_longer_each_time(
    register: Register, clock: Clock
) -> None:
    register(fail)
    post_job("try")
    waits = []
    for _ in range(2):
        work_all()
        waits.append(the_job().due_at - datetime.now(UTC))
        clock.move_to(the_job().due_at)

    assert waits == [timedelta(seconds=10), timedelta(seconds=40)]
    assert (acts(), the_job().last_error) == ([], "RuntimeError: no luck")


def test_the_last_failure_parks_a_job(register: Register, clock: Clock) -> None:
    register(fail)
    post_job("try")
    for _ in range(5):
        work_all()
        clock.shift(timedelta(hours=1))

    assert (the_job().state, the_job().tries) == (Job.State.PARKED, 3)
    assert list(Job.objects.parked()) == [the_job()]


def test_a_parked_job_gets_fresh_tries(register: Register, clock: Clock) -> None:
    register(fail)
    post_job("try")
    for _ in range(3):
        work_all()
        clock.shift(timedelta(hours=1))
    register(note)

    retry(the_job())

    assert (work_all(), the_job().state, the_job().last_error) == (1, Job.State.DONE, "")


def test_only_a_parked_job_is_retried(register: Register) -> None:
    register(note)
    post_job("try")
    work_all()

    retry(the_job())

    assert the_job().state == Job.State.DONE


def test_a_kind_nobody_knows_is_parked() -> None:
    post_job("nobody")

    work_all()

    assert the_job().state == Job.State.PARKED
    assert "KeyError" in the_job().last_error


def test_one_bad_job_does_not_stop_the_others(register: Register) -> None:
    register(note)
    post_job("nobody")
    post_job("try")

    assert work_all() == 2
    assert acts() == ["done"]


def test_two_workers_never_take_one_job(register: Register) -> None:
    register(note)
    post_job("try")

    assert (take_due(), take_due()) == (the_job(), None)


def test_a_lease_that_ran_out_is_taken_over(register: Register, clock: Clock) -> None:
    register(note)
    post_job("try")
    take_due()
    clock.shift(MINUTE)
    too_early = take_due()
    clock.shift(timedelta(seconds=1))

    assert (too_early, take_due()) == (None, the_job())
    assert the_job().tries == 2


def test_a_job_that_ends_with_its_worker_each_time_is_parked(
    register: Register, clock: Clock
) -> None:
    register(note)
    post_job("try")
    for _ in range(3):
        assert take_due()
        clock.shift(2 * MINUTE)

    assert take_due() is None
    assert (the_job().state, the_job().tries) == (Job.State.PARKED, 3)
    assert "never ended" in the_job().last_error


def test_a_worker_that_lost_its_lease_changes_nothing(register: Register, clock: Clock) -> None:
    register(note)
    post_job("try")
    slow = take_due()
    clock.shift(2 * MINUTE)
    fast = take_due()
    assert slow
    assert fast

    run_job(slow)

    assert (the_job().state, the_job().tries, acts()) == (Job.State.RUNNING, 2, [])


def test_a_kind_may_run_without_a_transaction_around_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    depths: list[int] = []
    outside = len(connection.atomic_blocks)
    for name, in_transaction in (("within", True), ("without", False)):
        kind = Kind(name, lambda: depths.append(len(connection.atomic_blocks)), 3, MINUTE)
        monkeypatch.setitem(kinds, name, replace(kind, in_transaction=in_transaction))
        post_job(name)

    work_all()

    assert depths == [outside + 1, outside]
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_what_a_kind_committed_by_itself_stays_when_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(kinds, "try", Kind("try", fail, 3, MINUTE, in_transaction=False))
    post_job("try")

    work_all()

    assert (acts(), the_job().state) == (["begun"], Job.State.WAITING)


def test_a_job_carries_the_id_of_the_request_that_caused_it(register: Register) -> None:
    register(note)
    token = request_id.set("request-1")
    post_job("try")
    request_id.reset(token)

    work_all()

    assert AuditEntry.objects.get().request_id == "request-1"
    assert request_id.get() == ""


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "running"}, "job_running_has_a_lease"),
        ({"state": "done"}, "job_done_at_matches_state"),
        ({"done_at": START}, "job_done_at_matches_state"),
    ],
)
def test_a_job_cannot_contradict_itself(values: dict[str, object], name: str) -> None:
    post_job("try")

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Job.objects.update(**values)
