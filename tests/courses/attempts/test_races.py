"""Twenty at once change nothing twice, on a SQLite file and on PostgreSQL."""

from typing import Any

import pytest

from tests.apart import race_on_sqlite
from tests.races import run_all

EXPECTED = {
    "attempts": {"attempts": 1, "different": 1, "submitted": 1, "passed": 1},
    "completion": {"different": 1, "completions": 1, "certificates": 1, "jobs": 1, "mails": 1},
    "signing": {"keys": 3, "credentials": 1, "files": 1, "different": 1},
    "enrolment": {"enrolments": 1, "grants": 1},
    "jobs": {"taken": 10, "different": 10},
}


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What twenty threads leave behind in a SQLite file."""
    return race_on_sqlite("tests.races", tmp_path_factory.mktemp("races"))


@pytest.mark.parametrize("race", EXPECTED)
def test_twenty_at_once_do_it_once_on_sqlite(on_sqlite: dict[str, Any], race: str) -> None:
    assert on_sqlite[race] == EXPECTED[race]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_at_once_do_it_once_on_postgresql() -> None:
    assert run_all() == EXPECTED
