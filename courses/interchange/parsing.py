"""Reading a package's files into plain data; every problem is noted, nothing is written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.validators import URLValidator

from courses.catalogue.models import Course, Topic
from courses.interchange.blocks_in import Pointer, Shelf
from courses.interchange.drafts import LessonDraft, read_lesson
from courses.interchange.keys import KEY_RULE, LONGEST_KEY, is_key, read_key
from courses.interchange.located import LONGEST_PROSE, Mapping, Problem, Problems, Reader, load
from courses.interchange.media_in import Media, read_media, read_picture_words
from courses.interchange.questions_in import MARKDOWN, QuestionDraft, Texts
from courses.interchange.quizzes_in import QuizDraft, name_of, read_bank, read_quiz
from courses.interchange.surveys import read_survey
from courses.interchange.terms import read_terms
from courses.lessons.grades import Design

ADDRESSES = tuple(f"{scheme}://" for scheme in URLValidator.schemes)
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
TWICE = (
    "“{}” stands in the course twice, first at {}:{}. Take one of the two out, or give it another "
    "key."
)
FOLDERS = {"lessons", "quizzes", "media"}
FORMATS = (1, MARKDOWN)
SINGLE_FILES = {"course.yaml", "references.yaml", "bank.yaml", "terms.yaml", "media.yaml"}


@dataclass
class Item:
    """A lesson or quiz named by a module."""

    key: str
    file: str
    draft: LessonDraft | QuizDraft


@dataclass
class Part:
    """A module."""

    key: str
    title: str
    items: list[Item]


@dataclass
class Package:
    """A package as plain data."""

    course: dict[str, Any]
    author: dict[str, str]
    parts: list[Part]
    references: dict[str, dict[str, Any]]
    terms: dict[str, dict[str, str]]
    media: Media
    bank: list[QuestionDraft]
    hints: list[Problem] = field(default_factory=list)

    @property
    def questions(self) -> list[QuestionDraft]:
        """Every question of the package, those of its quizzes first."""
        quizzes = [item.draft for part in self.parts for item in part.items]
        asked = [one for quiz in quizzes if isinstance(quiz, QuizDraft) for one in quiz.questions]
        return [*asked, *self.bank]


def parse_package(files: dict[str, bytes], problems: Problems) -> Package:
    """Return what a package's files say."""
    if "course.yaml" not in files:
        problems.add("course.yaml", 1, "The package has no course.yaml.")
        problems.refuse()
    reader = _reader(files, "course.yaml", problems)
    references, media = _references(files, problems), read_media(files, problems)
    terms = read_terms(_reader(files, "terms.yaml", problems)) if "terms.yaml" in files else {}
    if "media.yaml" in files:
        read_picture_words(_reader(files, "media.yaml", problems), media)
    texts = Texts(promised(references, terms, media), _format(reader))
    package = Package(
        course=_course(reader, media),
        author=_author(reader),
        parts=_parts(reader, files, texts),
        references=references,
        terms=terms,
        media=media,
        bank=_bank(files, texts, problems),
        hints=problems.hints,
    )
    reader.done()
    _check_names(files, package, problems)
    check_questions(package, problems)
    return package


def promised(references: Iterable[str], terms: Iterable[str], media: Media) -> Shelf:
    """Return a shelf of what the package brings, under the names it will be found by."""
    names: dict[str, Iterable[str]] = {
        "references": references,
        "terms": terms,
        "drawings": media.drawings,
        "images": media.images,
        "documents": media.documents,
    }
    return Shelf(**{part: {name: Pointer(part, name) for name in names[part]} for part in names})


def _reader(files: dict[str, bytes], name: str, problems: Problems) -> Reader:
    return Reader(load(files[name], file=name, problems=problems), file=name, problems=problems)


def _format(reader: Reader) -> int:
    given = reader.value("format")
    if given not in (*FORMATS, None) or isinstance(given, bool):
        reader.fault("format", "This version reads format 1 and format 2.")
    return MARKDOWN if given == MARKDOWN else FORMATS[0]


def _bank(files: dict[str, bytes], texts: Texts, problems: Problems) -> list[QuestionDraft]:
    if "bank.yaml" not in files:
        return []
    return read_bank(_reader(files, "bank.yaml", problems), texts)


def _course(reader: Reader, media: Media) -> dict[str, Any]:
    return {
        "slug": _slug(reader),
        "title": reader.line_of("title", longest=150),
        "topic": _topic(reader),
        "level": reader.choice("level", Course.Level.values),
        "is_flagship": reader.yes("is_flagship"),
        "summary": reader.line_of("summary", longest=300),
        "audience": reader.line_of("audience", longest=300, is_optional=True),
        "prerequisites": reader.line_of("prerequisites", longest=300, is_optional=True),
        "description": reader.text_of("description", is_optional=True),
        "outcomes": "\n".join(reader.lines_of("outcomes", longest=LONGEST_PROSE)),
        "minutes_basis": reader.line_of("minutes_basis", longest=300),
        "evidence_reviewed_on": _day(reader, "evidence_reviewed_on"),
        "cover": _cover(reader, media),
        **read_survey(reader),
    }


def _slug(reader: Reader) -> str:
    """A course's address may have capitals and underscores, since the studio takes them."""
    slug = reader.line_of("slug", longest=LONGEST_KEY)
    if slug and not SLUG.fullmatch(slug):
        reader.fault("slug", f"“{slug}” {KEY_RULE}")
    return slug


def _cover(reader: Reader, media: Media) -> str:
    name = reader.line_of("cover", is_optional=True)
    if name and name not in media.images:
        reader.fault("cover", f"There is no picture media/{name}.")
    return name


def _author(reader: Reader) -> dict[str, str]:
    inner = reader.child(
        reader.value("author", default=Mapping()), reader.mapping.lines.get("author", 1)
    )
    author = {
        "key": read_key(inner, "key", longest=60),
        "name": inner.line_of("name", longest=120),
        "role": inner.line_of("role", longest=160),
        "biography": inner.prose_of("biography", is_optional=True),
    }
    inner.done()
    return author


def _topic(reader: Reader) -> str:
    key = reader.line_of("topic")
    known = list(Topic.objects.values_list("key", flat=True))
    if key and key not in known:
        reader.fault("topic", f"There is no topic “{key}”; there are {', '.join(known)}.")
    return key


def _parts(reader: Reader, files: dict[str, bytes], texts: Texts) -> list[Part]:
    parts: list[Part] = []
    modules: dict[str, int] = {}
    seen: dict[str, int] = {}
    for entry, line in reader.items("modules", fewest=0, is_optional=False):
        inner = reader.child(entry, line)
        part = Part(read_key(inner, "key"), inner.line_of("title", longest=150), [])
        if part.key in modules:
            inner.fault("key", TWICE.format(part.key, reader.file, modules[part.key]))
        modules.setdefault(part.key, inner.line_at("key"))
        for item, item_line in inner.items("items", fewest=0, is_optional=False):
            named = _item(inner.child(item, item_line), files, texts, seen)
            if named:
                part.items.append(named)
        inner.done()
        parts.append(part)
    return parts


def _item(
    reader: Reader, files: dict[str, bytes], texts: Texts, seen: dict[str, int]
) -> Item | None:
    kind = next(iter(reader.mapping), "")
    if kind not in {"lesson", "quiz"} or len(reader.mapping) != 1:
        if reader.is_mapping:
            reader.fault(kind, "An item is “lesson: KEY” or “quiz: KEY”.")
        return None
    key = read_key(reader, kind)
    name = f"{'lessons' if kind == 'lesson' else 'quizzes'}/{key}.yaml"
    if name not in files:
        reader.fault(kind, f"The package has no {name}.")
        return None
    if name in seen:
        reader.fault(kind, TWICE.format(key, reader.file, seen[name]))
        return None
    seen[name] = reader.line_at(kind)
    inner = _reader(files, name, reader.problems)
    draft = read_lesson(inner, texts.shelf) if kind == "lesson" else read_quiz(inner, texts)
    return Item(key, name, draft)


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
        if not is_key(key):
            inner.fault("", f"“{key[:LONGEST_KEY]}” {KEY_RULE}")
            continue
        url = inner.line_of("url", longest=300, is_optional=True)
        if url and not url.lower().startswith(ADDRESSES):
            inner.fault("url", "An address begins with https:// or http://.")
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


def check_questions(package: Package, problems: Problems) -> None:
    """A question is written once, under a key of its own; what a quiz asks is written somewhere."""
    written: dict[str, str] = {}
    for key, file, line in _written(package):
        if key in written:
            reason = (
                f"The key “{key}” is used at {written[key]} already. Give one of the two another."
            )
            problems.add(file, line, reason)
        written.setdefault(key, f"{file}:{line}")
    for item in (item for part in package.parts for item in part.items):
        asked = item.draft.asked if isinstance(item.draft, QuizDraft) else {}
        for key, line in asked.items():
            if key not in written:
                reason = f"The package has no question “{key}” to ask. Write it, or mend the key."
                problems.add(item.file, line, reason)


def _written(package: Package) -> Iterator[tuple[str, str, int]]:
    """Yield every question that is written out, parts of cases too: its key, its file and line."""
    items = [item for part in package.parts for item in part.items]
    quizzes = [(one.file, one.draft.questions) for one in items if isinstance(one.draft, QuizDraft)]
    for file, questions in [*quizzes, ("bank.yaml", package.bank)]:
        for question in questions:
            yield name_of(question), file, question.line
            yield from ((part.key, file, part.line) for part in question.parts)


def _check_names(files: dict[str, bytes], package: Package, problems: Problems) -> None:
    """A file that nothing names is a mistake, most often a misspelt key."""
    used = {item.file for part in package.parts for item in part.items}
    for name in files:
        top = name.split("/", 1)[0]
        is_known = name in SINGLE_FILES or top == "media" or name in used
        if not is_known:
            place = (
                "No module names this file."
                if top in FOLDERS
                else "This file has no place in a package."
            )
            problems.add(name, 1, place)


def _day(reader: Reader, name: str) -> date | None:
    value = reader.value(name, is_optional=True)
    if value is not None and type(value) is not date:
        reader.fault(name, f"“{name}” must be a date such as 2026-11-22.")
        return None
    return value
