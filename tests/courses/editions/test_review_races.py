"""Ten at once submit one draft once, and keep one plan once."""

import pytest

from tests.apart import race_on_sqlite
from tests.review_races import run_all

EXPECTED = {"submitted": {"did": 1, "open": 1}, "published": {"editions": 1, "done": 1}}


def test_ten_at_once_do_it_once_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert race_on_sqlite("tests.review_races", tmp_path_factory.mktemp("races")) == EXPECTED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_ten_at_once_do_it_once_on_postgresql() -> None:
    assert run_all() == EXPECTED
