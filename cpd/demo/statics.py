"""Collecting static files only when something changed: a second start takes seconds."""

import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def collect() -> bool:
    """Run collectstatic unless the sources are those of the last time; True if it ran."""
    mark = Path(settings.STATIC_ROOT) / ".sources"
    sources = _fingerprint()
    if mark.exists() and mark.read_text(encoding="utf-8") == sources:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())
    mark.write_text(sources, encoding="utf-8")
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256((Path(settings.BASE_DIR) / "requirements.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            stat = path.stat()
            digest.update(f"{path}|{stat.st_size}|{stat.st_mtime_ns}".encode())
    return digest.hexdigest()
