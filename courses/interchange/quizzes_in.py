"""Reading quizzes and the bank of a package."""

from dataclasses import dataclass, field
from typing import Any

from courses.interchange.located import Reader
from courses.interchange.questions_in import MARKDOWN, QuestionDraft, Texts, read_question
from courses.quizzes.kinds import Difficulty
from courses.quizzes.models import Quiz

MOST_ATTEMPTS = 10_000
MOST_DRAWN = 100


@dataclass
class QuizDraft:
    """A quiz's fields, what it asks (a key or a draw), the questions that are written in its file,
    and the lines of those that it only names."""

    values: dict[str, Any]
    entries: list[str | dict[str, Any]] = field(default_factory=list)
    questions: list[QuestionDraft] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=dict)


def read_quiz(reader: Reader, texts: Texts) -> QuizDraft:
    """Return what a quiz's file says."""
    draft = QuizDraft(_rules(reader, texts))
    for entry, line in reader.items("questions", fewest=0, is_optional=False):
        inner = reader.child(entry, line)
        if texts.format >= MARKDOWN and "draw" in inner.mapping:
            draft.entries.append(_draw(inner))
        elif texts.format >= MARKDOWN and "ask" in inner.mapping:
            name = _asked(inner, line)
            draft.entries.append(name)
            draft.asked.setdefault(name, line)
        else:
            question = read_question(inner, texts)
            if name_of(question) in draft.asked:
                place = f"{reader.file}:{draft.asked[name_of(question)]}"
                inner.fault("key", f"“{question.key}” is asked at {place} already. Ask it once.")
            draft.entries.append(name_of(question))
            draft.questions.append(question)
    reader.done()
    return draft


def read_bank(reader: Reader, texts: Texts) -> list[QuestionDraft]:
    """Return the questions of a package that no quiz asks by name."""
    entries = reader.items("questions")
    questions = [read_question(reader.child(entry, line), texts) for entry, line in entries]
    reader.done()
    return questions


def name_of(question: QuestionDraft) -> str:
    """Return what entries name a question by."""
    return f"shared.{question.key}" if question.is_shared else question.key


def _rules(reader: Reader, texts: Texts) -> dict[str, Any]:
    rules = {
        "title": reader.line_of("title", longest=150),
        "introduction": reader.line_of("introduction", is_optional=True),
        "minutes": reader.whole("minutes"),
        "pass_mark": _between(reader, "pass_mark", 1, 100, reader.whole("pass_mark")),
        "attempt_limit": _attempts(reader),
        "mode": Quiz.Mode.END.value,
        "release": Quiz.Release.SUBMITTED.value,
        "cool_down_minutes": 0,
        "time_limit_minutes": None,
        "shuffles_questions": False,
    }
    return rules | (_more_rules(reader) if texts.format >= MARKDOWN else {})


def _more_rules(reader: Reader) -> dict[str, Any]:
    given = reader.mapping
    most = {"cool_down_minutes": 60 * 24 * 30, "time_limit_minutes": 60 * 24}
    options = {"mode": Quiz.Mode.values, "release": Quiz.Release.values}
    chosen = {name: reader.choice(name, options[name]) for name in options if name in given}
    minutes = {
        name: _between(reader, name, int(name.startswith("time")), most[name], reader.value(name))
        for name in most
        if name in given
    }
    return {**chosen, **minutes, "shuffles_questions": reader.yes("shuffles_questions")}


def _between(reader: Reader, name: str, low: int, high: int, value: Any) -> int:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if name in reader.mapping and not (is_whole and low <= value <= high):
        what = "a percentage" if name == "pass_mark" else "a whole number"
        reader.fault(name, f"“{name}” is {what} from {low} to {high:,}.")
        return low
    return int(value)


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


def _draw(reader: Reader) -> dict[str, Any]:
    draw = {
        "count": _between(reader, "draw", 1, MOST_DRAWN, reader.value("draw")),
        "tag": reader.line_of("tag", longest=80, is_optional=True),
        "difficulty": "",
        "prefers_unseen": reader.value("prefers_unseen", default=True, is_optional=True) is True,
    }
    if "difficulty" in reader.mapping:
        draw["difficulty"] = reader.choice("difficulty", Difficulty.values)
    if "prefers_unseen" in reader.mapping:
        reader.yes("prefers_unseen")
    reader.done()
    return draw


def _asked(reader: Reader, line: int) -> str:
    """A question that is written elsewhere in the package."""
    name = reader.line_of("ask", longest=90)
    reader.done()
    return name or f"line {line}"
