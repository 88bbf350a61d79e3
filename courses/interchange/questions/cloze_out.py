"""Writing a vignette as Moodle's embedded answers."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import escape as escape_html

from courses.interchange.questions.form import Kind, ReadQuestion
from courses.interchange.questions.gift_out import number
from courses.interchange.questions.numbers import written

MARKER = re.compile(r"\[\[(\d+)\]\]")
SIGNS = re.compile(r"[}#~\\]")
Answer = tuple[Decimal, str, str]  # weight, words and feedback as HTML


def embed(question: ReadQuestion) -> str:
    """Return the stem with its parts in braces; a part that is not marked in it follows it."""
    stem = question.stem
    for place, part in enumerate(question.parts, start=1):
        if f"[[{place}]]" not in stem:
            stem = f"{stem}<p>{part.stem} [[{place}]]</p>"
    spelt = {str(place): _part(part) for place, part in enumerate(question.parts, start=1)}
    return MARKER.sub(lambda match: spelt.pop(match[1], match[0]), stem)


def _part(part: ReadQuestion) -> str:
    answers = "~".join(_answer(*answer) for answer in ANSWERS[part.kind](part))
    points = max(1, int(part.points))
    return f"{{{points}:{_type(part)}:{answers}}}"


def _type(part: ReadQuestion) -> str:
    shuffled = "" if part.keeps_order else "_S"
    match part.kind:
        case Kind.MULTIPLE:
            return f"MULTIRESPONSE{shuffled}"
        case Kind.NUMERIC:
            return "NUMERICAL"
        case Kind.TEXT:
            return "SHORTANSWER_C" if part.is_case_sensitive else "SHORTANSWER"
        case _:
            return f"MULTICHOICE{shuffled}"


def _answer(weight: Decimal, words: str, feedback: str) -> str:
    said = f"#{_escape(feedback)}" if feedback else ""
    return f"%{written(weight)}%{_escape(words)}{said}"


def _escape(text: str) -> str:
    return SIGNS.sub(r"\\\g<0>", text)


def _choices(part: ReadQuestion) -> list[Answer]:
    return [(choice.weight, choice.text, choice.feedback) for choice in part.choices]


def _numbers(part: ReadQuestion) -> list[Answer]:
    return [(answer.weight, number(answer), answer.feedback) for answer in part.numbers]


def _texts(part: ReadQuestion) -> list[Answer]:
    return [(answer.weight, escape_html(answer.text, quote=False), answer.feedback)
            for answer in part.texts]  # fmt: skip


ANSWERS: dict[Kind, Callable[[ReadQuestion], list[Answer]]] = {
    Kind.SINGLE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _choices,
    Kind.NUMERIC: _numbers,
    Kind.TEXT: _texts,
}
