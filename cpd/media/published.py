"""Copies of what was published: named by their content, written once, never deleted by the site."""

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.urls import reverse

if TYPE_CHECKING:
    from cpd.media.models import CourseImage

FOLDER = "published/"
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
REMEMBERED = 60 * 60 * 24  # seconds in which a large file is not read again to learn its name


def keep(file: FieldFile, *, fingerprint: str) -> str:
    """Return the name of a file's copy, written if there is none yet. Raises OSError where the file
    is gone; `fingerprint` changes with the content, where a name may come back."""
    key = hashlib.sha256(f"{file.name}\n{fingerprint}".encode()).hexdigest()
    remembered: str | None = cache.get(f"published:{key}")
    if remembered and default_storage.exists(remembered):
        return remembered
    with file.open("rb") as content:
        name = _write(content, PurePosixPath(file.name or "").suffix.lower())
    cache.set(f"published:{key}", name, REMEMBERED)
    return name


def published_picture(image: "CourseImage | None", *, size: str) -> dict[str, Any]:
    """Return address and size of a picture's published copy, cut to a size of Wagtail's filter
    language; nothing where there is no picture, or its file is gone."""
    if image is None:
        return {}
    try:
        rendition = image.get_rendition(size)
        name = keep(rendition.file, fingerprint=image.get_file_hash())
    except OSError:
        return {}
    return {
        "image_url": reverse("image", args=[name]),
        "width": rendition.width,
        "height": rendition.height,
    }


def _write(content: "File[bytes]", suffix: str) -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    name = f"{FOLDER}{digest.hexdigest()}{suffix if SUFFIX.fullmatch(suffix) else ''}"
    if default_storage.exists(name):
        if default_storage.size(name) == content.size:
            return name
        default_storage.delete(name)  # what a crash left half written
    written = default_storage.save(name, content)
    if written != name:  # another process wrote the same bytes a moment ago
        default_storage.delete(written)
    return name
