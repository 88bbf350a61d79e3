"""`manage.py verify_certificate FILE.pdf [--json]`: exit 0 valid, 1 not valid, 2 not a
certificate."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from courses.certificates.checking_files import FileCheck, check_file
from courses.certificates.models import Certificate
from courses.certificates.signing.verdicts import Signature

VALID, NOT_VALID, NO_CERTIFICATE = 0, 1, 2


class Command(BaseCommand):
    help = "Say whether a file is a certificate of ours, exactly as it was issued, and still valid."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if reason := unreadable(options["file"]):
            self.stderr.write(f"The file {options['file']} cannot be read: {reason}.")
        answer, code = check(options["file"])
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(
                "\n".join(f"{key}: {value}" for key, value in answer.items() if value)
            )
        sys.exit(code)


def unreadable(path: Path) -> str:
    """Return why a file cannot be read, or nothing."""
    try:
        with path.open("rb"):
            return ""
    except OSError as error:
        return error.strerror or type(error).__name__


def check(path: Path) -> tuple[dict[str, str | None], int]:
    """Return what can be said about a file, and the exit code; of a certificate that was replaced
    neither name nor course, which may be what was wrong."""
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    found = check_file(content)
    status, code = judge(found)
    row = found.certificate if status not in {"changed", "sample"} else None
    credential = found.credential
    inside = credential if credential is not None and credential.is_ours else None
    is_shown = status != Certificate.State.SUPERSEDED
    course = row.course_title if row else inside.course if inside else None
    answer = {
        "status": status,
        "serial": row.serial if row else inside.serial if inside else None,
        "name": (row.name or None) if row and is_shown else None,
        "course": course if is_shown else None,
        "signature": str(found.pdf.signature),
        "credential": str(credential.standing) if credential else None,
    }
    return answer, code


def judge(found: FileCheck) -> tuple[str, int]:
    """Return the status and the exit code: a file of ours is valid, superseded, revoked, a sample,
    changed, or unknown to this database; what never was ours is unknown and no certificate."""
    if found.matches_record and found.certificate is not None:
        state = found.certificate.state
        return state, VALID if state == Certificate.State.VALID else NOT_VALID
    if found.is_sample:
        return "sample", NOT_VALID
    if found.is_doctored:
        return "changed", NOT_VALID
    is_ours = found.pdf.signature in {Signature.INTACT, Signature.REVOKED_KEY}
    return "unknown", NOT_VALID if is_ours else NO_CERTIFICATE
