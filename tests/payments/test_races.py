"""Buyers, clerks and messages at once: everything happens exactly once, on SQLite and PostgreSQL,
by threads and by processes (PC01, PC04, PC13, PC37, PC41)."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from payments.auditing import audit_here
from payments.models import Order
from payments.sandbox import paying
from tests.apart import race_on_sqlite
from tests.factories import make_user
from tests.payments.races import BARRIER, ROUNDS, result_of, run_all, shelf
from tests.payments.shop import buy

PROCESS = (
    "import sys, django; django.setup(); "
    "from tests.payments.races import wait_and_settle; "
    "wait_and_settle(sys.argv[1], int(sys.argv[2]))"
)
ONCE = {"state": "paid", "grants": 1, "invoices": 1, "mails": 1}
EXPECTED = {
    "settled": ONCE,
    "placed": {"orders": 1, "pages": 1, "attempts": 1},
    "refunded": {"done": 1, "state": "refunded", "refunds": 1},
    "one form": {"refunds": 1},
    "given alone": {"alone": 1},
    "last use": {"rounds": ROUNDS, "exactly one": ROUNDS},
    "findings": 0,
    "numbers": [1, 1, 2, 2, 3],
}
PROCESSES = 8


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the threads leave behind in a SQLite file."""
    return race_on_sqlite("tests.payments.races", tmp_path_factory.mktemp("races"))


@pytest.mark.parametrize("race", EXPECTED)
def test_many_at_once_do_it_once_on_sqlite(on_sqlite: dict[str, Any], race: str) -> None:
    assert on_sqlite[race] == EXPECTED[race]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_at_once_do_it_once_on_postgresql() -> None:
    assert run_all() == EXPECTED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_pc01_return_and_messages_from_eight_processes_settle_once() -> None:
    order, session = buy(make_user("processes@example.org"), shelf())
    paying.pay(session)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [BARRIER])

        runners = [_start(session, number) for number in range(PROCESSES)]
        _all_wait(cursor, runners)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [BARRIER])

    assert [runner.wait(timeout=60) for runner in runners] == [0] * PROCESSES
    assert result_of(Order.objects.get(pk=order.pk)) == ONCE
    assert audit_here() == []


def _start(session: str, number: int) -> subprocess.Popen[bytes]:
    here = connection.settings_dict
    user, host, port = here["USER"], here["HOST"], here["PORT"]
    password = f":{here['PASSWORD']}" if here["PASSWORD"] else ""
    address = f"postgres://{user}{password}@{host}:{port}/{here['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "cpd.settings",
        "LOG_LEVEL": "CRITICAL",
    }
    return subprocess.Popen(  # noqa: S603 our own program
        [sys.executable, "-c", PROCESS, session, str(number)],
        cwd=settings.BASE_DIR,
        env=environment,
    )


def _all_wait(cursor: Any, runners: list[subprocess.Popen[bytes]]) -> None:
    """Ask until every process stands at the barrier."""
    waiting = 0
    while waiting < PROCESSES:
        assert all(runner.poll() is None for runner in runners)
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        waiting = cursor.fetchone()[0]
