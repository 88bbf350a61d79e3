"""Reading a package's files into plain data; every problem is noted, nothing is written."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from courses.catalogue.models import Course
from courses.interchange.blocks_in import pointers
from courses.interchange.located import Mapping, Problems, Reader, load
from courses.lessons.grades import Design
from courses.quizzes.kinds import MOST, QuestionKind, choice_faults
from cpd.media.drawings import UnsafeDrawing, clean_drawing, drawing_title

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".avif"}
DOCUMENTS = {".pdf", ".docx", ".xlsx", ".csv", ".mp4", ".webm", ".mp3", ".vtt"}
FOLDERS = {"lessons", "quizzes", "media"}
LONGEST_KEY = 80
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_RULE = "must be lower-case words and numbers with hyphens."


@dataclass
class Item:
    """A lesson or quiz named by a module."""

    kind: str
    key: str
    reader: Reader


@dataclass
class Part:
    """A module."""

    key: str
    title: str
    items: list[Item]


@dataclass
class Package:
    """A package as plain data; lessons and quizzes are read when their references have rows."""

    course: dict[str, Any]
    author: dict[str, str]
    parts: list[Part]
    references: dict[str, dict[str, Any]]
    drawings: dict[str, dict[str, str]] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)


def parse_package(files: dict[str, bytes], problems: Problems) -> Package:
    """Return what a package's files say."""
    if "course.yaml" not in files:
        problems.add("course.yaml", 1, "The package has no course.yaml.")
        problems.refuse()
    reader = _reader(files, "course.yaml", problems)
    package = Package(
        course=_course(reader),
        author=_author(reader),
        parts=_parts(reader, files),
        references=_references(files, problems),
    )
    reader.done()
    _media(files, package, problems)
    _check_names(files, package, problems)
    return package


def _reader(files: dict[str, bytes], name: str, problems: Problems) -> Reader:
    return Reader(load(files[name], file=name, problems=problems), file=name, problems=problems)


def _course(reader: Reader) -> dict[str, Any]:
    if reader.value("format") not in (1, None):
        reader.fault("format", "This version reads format 1.")
    return {
        "slug": _key(reader, "slug"),
        "title": reader.line_of("title", longest=150),
        "topic": reader.line_of("topic"),
        "level": reader.choice("level", Course.Level.values),
        "is_flagship": reader.yes("is_flagship"),
        "summary": reader.line_of("summary", longest=300),
        "audience": reader.line_of("audience", longest=300),
        "prerequisites": reader.line_of("prerequisites", longest=300),
        "description": reader.text_of("description"),
        "outcomes": "\n".join(reader.lines_of("outcomes")),
        "minutes_basis": reader.line_of("minutes_basis", longest=300),
        "evidence_reviewed_on": _day(reader, "evidence_reviewed_on"),
    }


def _author(reader: Reader) -> dict[str, str]:
    inner = reader.child(
        reader.value("author", default=Mapping()), reader.mapping.lines.get("author", 1)
    )
    author = {
        "key": _key(inner, "key"),
        "name": inner.line_of("name", longest=120),
        "role": inner.line_of("role", longest=160),
        "biography": inner.line_of("biography", longest=2000, is_optional=True),
    }
    inner.done()
    return author


def _parts(reader: Reader, files: dict[str, bytes]) -> list[Part]:
    parts, seen = [], set()
    for entry, line in reader.items("modules"):
        inner = reader.child(entry, line)
        part = Part(_key(inner, "key"), inner.line_of("title", longest=150), [])
        for item, item_line in inner.items("items"):
            named = _item(inner.child(item, item_line), files)
            if named and named.key in seen:
                inner.problems.add(
                    inner.file, item_line, f"“{named.key}” stands in the course twice."
                )
            elif named:
                seen.add(named.key)
                part.items.append(named)
        inner.done()
        parts.append(part)
    return parts


def _item(reader: Reader, files: dict[str, bytes]) -> Item | None:
    kind = next(iter(reader.mapping), "")
    if kind not in {"lesson", "quiz"} or len(reader.mapping) != 1:
        if reader.is_mapping:
            reader.fault(kind, "An item is “lesson: KEY” or “quiz: KEY”.")
        return None
    key = _key(reader, kind)
    name = f"{'lessons' if kind == 'lesson' else 'quizzes'}/{key}.yaml"
    if name not in files:
        reader.fault(kind, f"The package has no {name}.")
        return None
    return Item(kind, key, _reader(files, name, reader.problems))


def _references(files: dict[str, bytes], problems: Problems) -> dict[str, dict[str, Any]]:
    if "references.yaml" not in files:
        problems.add("references.yaml", 1, "The package has no references.yaml.")
        return {}
    return read_references(_reader(files, "references.yaml", problems))


def read_references(reader: Reader) -> dict[str, dict[str, Any]]:
    """Return the sources of a mapping, by key."""
    rows = {}
    for key, value in reader.mapping.items():
        inner = reader.child(value, reader.mapping.lines[key])
        if not _is_key(key):
            inner.fault("", f"“{key[:LONGEST_KEY]}” {KEY_RULE}")
            continue
        url = inner.line_of("url", longest=300, is_optional=True)
        if url and not url.startswith("https://"):
            inner.fault("url", "An address begins with https://.")
        rows[key] = {
            "authors": inner.line_of("authors", longest=300),
            "title": inner.line_of("title"),
            "source": inner.line_of("source", longest=250),
            "year": inner.whole("year"),
            "design": inner.choice("design", Design.values),
            "doi": inner.line_of("doi", longest=120, is_optional=True),
            "url": url,
        }
        inner.done()
    return rows


def read_question(reader: Reader, known: dict[str, int]) -> dict[str, Any]:
    """Return a question with raw choices; references become rows' keys."""
    kind = reader.choice("kind", QuestionKind.values)
    choices: list[dict[str, Any]] = []
    for entry, line in reader.items("choices", fewest=2):
        inner = reader.child(entry, line)
        choices.append(
            {
                "text": inner.line_of("text"),
                "is_right": inner.yes("is_right"),
                "feedback": inner.line_of("feedback", longest=600),
                "references": pointers(inner, "references", known),
            }
        )
        inner.done()
    question = {
        "key": _key(reader, "key"),
        "kind": kind,
        "stem": reader.line_of("stem", longest=2000),
        "choices": choices[:MOST],
        "explanation": reader.line_of("explanation", longest=2000),
        "references": pointers(reader, "references", known),
    }
    fault = choice_faults(
        kind,
        texts=[choice["text"] for choice in choices],
        rights=[choice["is_right"] for choice in choices],
    )
    if fault:
        reader.fault("choices", fault)
    reader.done()
    return question


def _media(files: dict[str, bytes], package: Package, problems: Problems) -> None:
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.parent.as_posix() != "media":
            continue
        if path.suffix == ".svg" and not _is_key(path.stem):
            problems.add(name, 1, f"“{path.stem}” {KEY_RULE}")
        elif path.suffix == ".svg":
            package.drawings[path.stem] = read_drawing(name, content, problems)
        elif path.suffix.lower() in PICTURES:
            package.images[path.name] = content
        elif path.suffix.lower() in DOCUMENTS:
            package.documents[path.name] = content
        else:
            problems.add(name, 1, f"Files that end in “{path.suffix}” are not taken.")


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


def _check_names(files: dict[str, bytes], package: Package, problems: Problems) -> None:
    """A file that nothing names is a mistake, most often a misspelt key."""
    used = {item.reader.file for part in package.parts for item in part.items}
    for name in files:
        top = name.split("/", 1)[0]
        is_known = name in {"course.yaml", "references.yaml"} or top == "media" or name in used
        if not is_known:
            place = (
                "No module names this file."
                if top in FOLDERS
                else "This file has no place in a package."
            )
            problems.add(name, 1, place)


def _key(reader: Reader, name: str) -> str:
    key = reader.line_of(name, longest=LONGEST_KEY)
    if key and not _is_key(key):
        reader.fault(name, f"“{key}” {KEY_RULE}")
    return key


def _is_key(key: str) -> bool:
    return len(key) <= LONGEST_KEY and bool(KEY.fullmatch(key))


def _day(reader: Reader, name: str) -> date | None:
    value = reader.value(name, is_optional=True)
    if value is not None and type(value) is not date:
        reader.fault(name, f"“{name}” must be a date such as 2026-11-22.")
        return None
    return value
