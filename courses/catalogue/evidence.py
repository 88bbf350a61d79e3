"""The file in which a body says that it accredits a course: private, and what its name says."""

import uuid
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile

FOLDER = "accreditations"  # in the media folder, of which nothing is public but pictures
LARGEST = 10 * 1024 * 1024  # bytes
HEADS = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
}


def evidence_place(instance: Any, filename: str) -> str:
    """Return where a file is kept: under a name that says nothing and cannot be guessed."""
    return f"{FOLDER}/{uuid.uuid4().hex}{PurePosixPath(filename).suffix.lower()}"


def check_evidence(file: FieldFile) -> None:
    """Raise ValidationError where a new file is too large, or neither PDF nor picture."""
    if not file or file._committed:  # type: ignore[attr-defined] # Django's own, as media reads it
        return
    if file.size > LARGEST:
        raise ValidationError("This file is larger than 10 MB. Upload a smaller scan.")
    head = HEADS.get(PurePosixPath(str(file.name)).suffix.lower())
    file.seek(0)
    begins = file.read(8)
    file.seek(0)
    if head is None or not begins.startswith(head):
        raise ValidationError("Upload a PDF, or a picture as JPEG or PNG.")
