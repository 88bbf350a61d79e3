"""Twenty at once do it once, on a SQLite file and on PostgreSQL."""

from typing import Any

import pytest

from tests.apart import race_on_sqlite
from tests.payments.sandbox.racing import run_all

EXPECTED = {
    "paying": {"outcomes": {"NotOpen": 19, "done": 1}, "charges": 1},
    "refunds": {"outcomes": {"charge_already_refunded": 19, "done": 1}, "refunded": 9900},
    "keys": {"strange": [], "is_same": True},
    "deliveries": {"tried": 4},
}


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What twenty threads leave behind in a SQLite file."""
    return race_on_sqlite("tests.payments.sandbox.racing", tmp_path_factory.mktemp("races"))


@pytest.mark.parametrize("race", EXPECTED)
def test_twenty_at_once_do_it_once_on_sqlite(on_sqlite: dict[str, Any], race: str) -> None:
    assert on_sqlite[race] == EXPECTED[race]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_at_once_do_it_once_on_postgresql() -> None:
    assert run_all() == EXPECTED
