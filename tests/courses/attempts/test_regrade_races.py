"""No attempt that is submitted while a key is corrected keeps the old mark."""

from pathlib import Path

import pytest

from tests.apart import race_on_sqlite
from tests.regrade_races import run_all

EXPECTED = {"corrections": 1, "percents": [33], "credits": [1], "logged_twice": 0}


@pytest.mark.thorough
def test_submits_and_a_correction_at_once_leave_no_old_mark_on_sqlite(tmp_path: Path) -> None:
    assert race_on_sqlite("tests.regrade_races", tmp_path) == EXPECTED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_submits_and_a_correction_at_once_leave_no_old_mark_on_postgresql() -> None:
    assert run_all() == EXPECTED
