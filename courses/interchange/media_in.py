"""Storing a package's drawings, pictures and files; what is already there is used again."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, UnidentifiedImageError
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from courses.interchange.located import Problems
from cpd.media.models import CourseDocument, CourseImage, Drawing


def store_drawings(drawings: dict[str, dict[str, str]]) -> dict[str, int]:
    """Return the rows of drawings by key, made or updated."""
    rows = {}
    for key, values in drawings.items():
        row, _ = Drawing.objects.update_or_create(key=key, defaults=values)
        rows[key] = row.pk
    return rows


def store_images(images: dict[str, bytes], problems: Problems) -> dict[str, int]:
    """Return the rows of pictures by file name."""
    rows = {}
    for name, content in images.items():
        try:
            Image.open(BytesIO(content)).verify()
        except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
            problems.add(f"media/{name}", 1, "This is not a picture we can read.")
            continue
        digest = hash_filelike(BytesIO(content))
        row = CourseImage.objects.filter(file_hash=digest).first()
        if row is None:
            file = ImageFile(BytesIO(content), name=name)
            row = CourseImage.objects.create(
                title=name, file=file, file_hash=digest, collection=_root()
            )
        rows[name] = row.pk
    return rows


def store_documents(documents: dict[str, bytes]) -> dict[str, int]:
    """Return the rows of files by name."""
    rows = {}
    for name, content in documents.items():
        digest = hash_filelike(BytesIO(content))
        row = CourseDocument.objects.filter(file_hash=digest).first()
        if row is None:
            row = CourseDocument.objects.create(
                title=name,
                file=ContentFile(content, name=name),
                file_hash=digest,
                collection=_root(),
            )
        rows[name] = row.pk
    return rows


def _root() -> Collection:
    return Collection.get_first_root_node()
