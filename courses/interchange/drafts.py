"""Reading lessons and quizzes whole, before any row is written; what they cite has only a name."""

from dataclasses import dataclass
from typing import Any

from courses.interchange.blocks_in import Pointer, Raw, Shelf, pointers, read_blocks
from courses.interchange.keys import read_key
from courses.interchange.located import Reader
from courses.quizzes.kinds import MOST, QuestionKind
from courses.quizzes.wording import plain

MOST_ATTEMPTS = 10_000


@dataclass
class LessonDraft:
    """A lesson's fields and its raw blocks."""

    values: dict[str, Any]
    blocks: list[Raw]


@dataclass
class QuizDraft:
    """A quiz's fields and its questions, each with its raw choices."""

    values: dict[str, Any]
    questions: list[dict[str, Any]]


def resolve(value: Any, shelf: Shelf) -> Any:
    """Return a raw value with rows in place of its pointers."""
    if isinstance(value, Pointer):
        return getattr(shelf, value.shelf)[value.name]
    if isinstance(value, dict):
        return {key: resolve(inner, shelf) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolve(inner, shelf) for inner in value]
    return value


def read_lesson(reader: Reader, shelf: Shelf) -> LessonDraft:
    """Return what a lesson's file says."""
    minutes = reader.child(
        reader.value("minutes", default={}), reader.mapping.lines.get("minutes", 1)
    )
    values = {
        "title": reader.line_of("title", longest=150),
        "summary": reader.line_of("summary", longest=300, is_optional=True),
        "reading_minutes": minutes.whole("reading", default=0),
        "activity_minutes": minutes.whole("activity", default=0),
        "video_minutes": minutes.whole("video", default=0),
        "is_preview": reader.yes("is_preview"),
        "content_note": reader.line_of("content_note", longest=300, is_optional=True),
    }
    blocks = read_blocks(reader.items("blocks"), reader, shelf)
    minutes.done()
    reader.done()
    return LessonDraft(values, blocks)


def read_quiz(reader: Reader, shelf: Shelf) -> QuizDraft:
    """Return what a quiz's file says."""
    values = {
        "title": reader.line_of("title", longest=150),
        "introduction": reader.line_of("introduction", is_optional=True),
        "minutes": reader.whole("minutes"),
        "pass_mark": _percentage(reader),
        "attempt_limit": _attempts(reader),
    }
    questions: dict[str, dict[str, Any]] = {}
    for entry, line in reader.items("questions"):
        question = _question(reader.child(entry, line), shelf)
        if question["key"] in questions:
            reason = f"The key “{question['key']}” stands in this quiz twice."
            reader.problems.add(reader.file, line, reason)
        questions[question["key"]] = question
    reader.done()
    return QuizDraft(values, list(questions.values()))


def _question(reader: Reader, shelf: Shelf) -> dict[str, Any]:
    kind = reader.choice("kind", QuestionKind.values)
    choices = [
        _choice(reader.child(entry, line), shelf)
        for entry, line in reader.items("choices", fewest=2)
    ]
    references = pointers(reader, "references", shelf.references)
    question = {
        "key": read_key(reader, "key"),
        "kind": kind,
        "stem": plain(reader.line_of("stem", longest=2000)),
        "choices": [{"type": "choice", "value": choice} for choice in choices[:MOST]],
        "explanation": plain(reader.line_of("explanation", longest=2000)),
        "references": [{"type": "reference", "value": row} for row in references],
    }
    reader.done()
    return question


def _choice(reader: Reader, shelf: Shelf) -> Raw:
    choice = {
        "text": plain(reader.line_of("text")),
        "is_right": reader.yes("is_right"),
        "feedback": plain(reader.line_of("feedback", longest=600)),
        "references": pointers(reader, "references", shelf.references),
    }
    reader.done()
    return choice


def _percentage(reader: Reader) -> int:
    value = reader.whole("pass_mark")
    if "pass_mark" in reader.mapping and not 1 <= value <= 100:
        reader.fault("pass_mark", "“pass_mark” is a percentage from 1 to 100.")
    return value


def _attempts(reader: Reader) -> int | None:
    value = reader.value("attempts", default="unlimited")
    if value == "unlimited":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_ATTEMPTS:
        reader.fault(
            "attempts", f"“attempts” is “unlimited” or a number from 1 to {MOST_ATTEMPTS:,}."
        )
        return None
    return value
