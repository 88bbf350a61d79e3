"""A package's drawings, pictures and files: read and checked, then stored; what is already there is
used again."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from courses.interchange.keys import KEY_RULE, is_key
from courses.interchange.library import Library, differing
from courses.interchange.located import Problems, Reader
from cpd.media.drawings import UnsafeDrawing, clean_drawing, drawing_title
from cpd.media.models import CourseDocument, CourseImage, Drawing
from cpd.media.signatures import fits
from cpd.media.sizes import file_fault, picture_fault

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".avif"}
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
DOCUMENTS = {".pdf", ".docx", ".xlsx", ".csv", ".mp4", ".webm", ".mp3", ".vtt"}
NAME = re.compile(r"\w[\w.-]{0,89}")


@dataclass
class Media:
    """What the folder `media` holds, by the names that blocks use."""

    drawings: dict[str, dict[str, str]] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    picture_words: dict[str, dict[str, str]] = field(default_factory=dict)


def read_media(files: dict[str, bytes], problems: Problems) -> Media:
    """Return a package's media; what cannot be taken is noted."""
    media = Media()
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.parts[0] != "media":
            continue
        if path.parent.as_posix() != "media":
            problems.add(name, 1, "Files stand in the folder “media” itself.")
        else:
            _read_medium(path, content, media, problems)
    return media


def read_picture_words(reader: Reader, media: Media) -> None:
    """Read what media.yaml says of pictures: title, alternative text, credit, text in it."""
    for name, value in reader.mapping.items():
        inner = reader.child(value, reader.mapping.lines[name])
        if name not in media.images:
            inner.fault("", f"There is no picture media/{name}.")
            continue
        media.picture_words[name] = {
            "title": inner.line_of("title", longest=255),
            "description": inner.line_of("alt", longest=255, is_optional=True),
            "credit": inner.line_of("credit", longest=250, is_optional=True),
            "text_in_it": _text_in_it(inner),
        }
        inner.done()


def _text_in_it(reader: Reader) -> str:
    if "has_text" not in reader.mapping:
        return ""
    return CourseImage.TextInIt.YES if reader.yes("has_text") else CourseImage.TextInIt.NO


def _read_medium(path: PurePosixPath, content: bytes, media: Media, problems: Problems) -> None:
    name, kind = path.as_posix(), path.suffix.lower()
    if path.suffix == ".svg":
        if not is_key(path.stem):
            problems.add(name, 1, f"“{path.stem}” {KEY_RULE}")
        media.drawings[path.stem] = read_drawing(name, content, problems)
        return
    if kind not in PICTURES | DOCUMENTS:
        problems.add(name, 1, f"Files that end in “{path.suffix}” are not taken.")
        return
    if not NAME.fullmatch(path.name):
        problems.add(name, 1, "A name has letters, numbers, dots and hyphens; 90 at most.")
    if kind in DOCUMENTS:
        media.documents[path.name] = content
        if not fits(kind, content):
            problems.add(name, 1, f"What is in this file is not what {path.suffix} promises.")
    else:
        media.images[path.name] = content
    fault = file_fault(kind, len(content)) if kind in DOCUMENTS else picture_fault(content, FORMATS)
    if fault:
        problems.add(name, 1, fault)


def read_drawing(name: str, content: bytes, problems: Problems) -> dict[str, str]:
    """Return a drawing with the title it carries."""
    try:
        svg = clean_drawing(content.decode("utf-8"))
    except UnicodeDecodeError:
        problems.add(name, 1, "This is not UTF-8 text.")
    except UnsafeDrawing as error:
        problems.add(name, 1, str(error))
    else:
        return {"svg": svg, "title": drawing_title(svg)[:150]}
    return {"svg": "", "title": ""}


def store_drawings(drawings: dict[str, dict[str, str]], library: Library) -> dict[str, int]:
    """Return the rows of drawings by key."""
    return {key: library.put(Drawing, key, values).pk for key, values in drawings.items()}


def store_images(media: Media, library: Library) -> dict[str, int]:
    """Return the rows of pictures by file name; one that is there already keeps its words."""
    rows = {}
    for name, content in media.images.items():
        digest = hash_filelike(BytesIO(content))
        row = CourseImage.objects.filter(file_hash=digest).first()
        words = media.picture_words.get(name, {})
        if row is None:
            file = ImageFile(BytesIO(content), name=name)
            row = CourseImage.objects.create(
                **{"title": name, **words}, file=file, file_hash=digest, collection=_root()
            )
        elif parts := differing(row, words):
            library.note("picture", row.title, parts)
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
