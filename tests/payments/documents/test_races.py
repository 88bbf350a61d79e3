"""Twenty at once take twenty numbers, and issue and keep one document, on SQLite and PostgreSQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.payments.documents.races import run_all

PROGRAM = (
    "import sys, pathlib, django; django.setup(); "
    "from tests.payments.documents.races import race_on_sqlite; "
    "race_on_sqlite(pathlib.Path(sys.argv[1]))"
)
EXPECTED = {"numbers": True, "next": 21, "invoices": [1, 1], "taken": 2, "files": 1}


def test_pc01_twenty_at_once_leave_no_gap_on_sqlite(tmp_path: Path) -> None:
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "cpd.settings",
        "VAR_DIR": str(tmp_path),
        "LOG_LEVEL": "CRITICAL",
    }
    subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        timeout=120,
    )

    assert json.loads((tmp_path / "races.json").read_text("utf-8")) == EXPECTED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_pc01_twenty_at_once_leave_no_gap_on_postgresql() -> None:
    assert run_all() == EXPECTED
