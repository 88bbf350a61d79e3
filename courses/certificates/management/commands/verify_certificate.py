"""`manage.py verify_certificate FILE.pdf [--json]`: exit 0 valid, 1 not valid, 2 not a
certificate."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from courses.certificates.filing import find_by_file
from courses.certificates.models import Certificate

VALID, NOT_VALID, NO_CERTIFICATE = 0, 1, 2


class Command(BaseCommand):
    help = "Say whether a file is a certificate of ours, exactly as it was issued, and still valid."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        answer, code = check(options["file"])
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(
                "\n".join(f"{key}: {value}" for key, value in answer.items() if value)
            )
        sys.exit(code)


def check(path: Path) -> tuple[dict[str, str | None], int]:
    """Return what can be said about a file, and the exit code."""
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    certificate = find_by_file(content) if content.startswith(b"%PDF-") else None
    if certificate is None:
        return describe("unknown", None), NO_CERTIFICATE
    is_valid = certificate.state == Certificate.State.VALID
    return describe(certificate.state, certificate), VALID if is_valid else NOT_VALID


def describe(status: str, certificate: Certificate | None) -> dict[str, str | None]:
    """Return the answer; files carry no signature or credential yet, so both are null."""
    return {
        "status": status,
        "serial": certificate.serial if certificate else None,
        "name": certificate.name if certificate else None,
        "course": certificate.course_title if certificate else None,
        "signature": None,
        "credential": None,
    }
