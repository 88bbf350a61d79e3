"""Running a module's races on a SQLite file of its own: threads share none in memory, so this is a
process of its own, with the site's own settings."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from tests import prepared

PROGRAM = """
import sys, json, django
django.setup()
from importlib import import_module
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
found = import_module(sys.argv[1]).run_all()
open(sys.argv[2], "w", encoding="utf-8").write(json.dumps(found))
"""
LONGEST = 300  # seconds


def race_on_sqlite(module: str, folder: Path) -> dict[str, Any]:
    """Return what a module's `run_all()` finds on a new SQLite file in a folder."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "cpd.settings",
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "CRITICAL",
    }
    prepared.copy_to(folder / "db.sqlite3")
    result = folder / "races.json"
    subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", PROGRAM, module, str(result)],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        timeout=LONGEST,
    )
    found: dict[str, Any] = json.loads(result.read_text("utf-8"))
    return found
