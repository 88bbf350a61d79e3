"""A migrated SQLite database, kept between runs of the tests: migrating takes longer than most test
files. It is named by all that went into it, so a changed migration makes a new one."""

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection

IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # as Django names it


@contextmanager
def filled() -> Iterator[None]:
    """Fill the test database in memory before Django migrates it, and keep it while tests run."""
    with closing(sqlite3.connect(IN_MEMORY, uri=True)) as memory:
        if kept().exists():
            with closing(sqlite3.connect(kept())) as file:
                file.backup(memory)
        yield


def keep() -> None:
    """Keep the test database as it is now, unless there is one."""
    if kept().exists():
        return
    scratch = kept().with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(scratch)) as file:
        connection.connection.backup(file)
    scratch.replace(kept())


def copy_to(path: Path) -> None:
    """Begin a database file with what is kept; nothing where nothing is."""
    if kept().exists():
        shutil.copyfile(kept(), path)


def kept() -> Path:
    """Return where the database of these very migrations and roles stands."""
    digest = hashlib.sha256(sys.version.encode())
    for config in apps.get_app_configs():
        for file in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(f"{config.label}/{file.name}\n".encode() + file.read_bytes())
    digest.update((Path(apps.get_app_config("studio").path) / "roles.py").read_bytes())
    return Path(tempfile.gettempdir()) / f"cpd-tests-{digest.hexdigest()[:24]}.sqlite3"
