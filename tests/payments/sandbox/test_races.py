"""Twenty at once do it once, on a SQLite file and on PostgreSQL."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

from tests.payments.sandbox.racing import run_all

PROGRAM = (
    "import sys, pathlib, django; django.setup(); "
    "from tests.payments.sandbox.racing import race_on_sqlite; "
    "race_on_sqlite(pathlib.Path(sys.argv[1]))"
)
EXPECTED = {
    "paying": {"outcomes": {"NotOpen": 19, "done": 1}, "charges": 1},
    "refunds": {"outcomes": {"charge_already_refunded": 19, "done": 1}, "refunded": 9900},
    "keys": {"strange": [], "is_same": True},
    "deliveries": {"tried": 4},
}


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What twenty threads leave behind in a SQLite file."""
    folder = tmp_path_factory.mktemp("races")
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "cpd.settings",
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "CRITICAL",
    }
    subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", PROGRAM, str(folder / "races.json")],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        timeout=120,
    )
    found: dict[str, Any] = json.loads((folder / "races.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("race", EXPECTED)
def test_twenty_at_once_do_it_once_on_sqlite(on_sqlite: dict[str, Any], race: str) -> None:
    assert on_sqlite[race] == EXPECTED[race]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_at_once_do_it_once_on_postgresql() -> None:
    assert run_all() == EXPECTED
