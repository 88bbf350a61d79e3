"""Twenty at once take twenty numbers, and issue and keep one document, on SQLite and PostgreSQL."""

from pathlib import Path

import pytest

from tests.apart import race_on_sqlite
from tests.payments.documents.races import run_all

EXPECTED = {"numbers": True, "next": 21, "invoices": [1, 1], "taken": 2, "files": 1}


def test_pc01_twenty_at_once_leave_no_gap_on_sqlite(tmp_path: Path) -> None:
    assert race_on_sqlite("tests.payments.documents.races", tmp_path) == EXPECTED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_pc01_twenty_at_once_leave_no_gap_on_postgresql() -> None:
    assert run_all() == EXPECTED
