"""Writing a question as a spreadsheet's row."""

from collections.abc import Callable
from decimal import Decimal

from courses.interchange.questions.columns import HEADINGS, guard, join, rich_cell
from courses.interchange.questions.form import (
    FULL,
    NONE,
    ONE,
    Kind,
    NumberAnswer,
    ReadQuestion,
)
from courses.interchange.questions.gift_blocks import joined
from courses.interchange.questions.numbers import share, written
from courses.interchange.questions.richtext import without_images

Cells = dict[str, str]


def row_of(question: ReadQuestion) -> list[str]:
    """Return the cells of a question, one a heading, none of which a spreadsheet runs."""
    cells = {
        "type": question.kind.value,
        "title": question.title,
        "stem": _cell(question.stem),
        "explanation": _cell(question.explanation),
        "points": "" if question.points == ONE else written(question.points),
        "order": "keep" if question.keeps_order else "keep last" if question.keeps_last else "",
        "marking": "all or nothing" if question.is_all_or_nothing else "",
        "tags": join(question.tags),
        "category": joined(question.category),
        "difficulty": question.difficulty,
        "reference DOI": join(question.references),
        **WRITE[question.kind](question),
    }
    return [guard(cells.get(name, "")) for name in HEADINGS]


def _cell(rich: str) -> str:
    return rich_cell(without_images(rich))


def _choices(question: ReadQuestion) -> Cells:
    right = [place for place, choice in enumerate(question.choices, start=1) if choice.weight > 0]
    if question.kind is Kind.SINGLE:
        right = [place for place in right if question.choices[place - 1].weight == FULL]
    each = FULL if question.kind is Kind.SINGLE else share(ONE, Decimal(len(right)))
    cells = {"right": "; ".join(map(str, right))}
    for place, choice in enumerate(question.choices, start=1):
        cells[f"choice {place}"] = _cell(choice.text)
        cells[f"feedback {place}"] = _cell(choice.feedback)
        if choice.weight != (each if place in right else NONE):
            cells[f"weight {place}"] = written(choice.weight)
    return cells


def _true_false(question: ReadQuestion) -> Cells:
    true, false = question.choices
    said = "true" if true.weight == FULL else "false"
    cells = {"right": said, "feedback 1": _cell(true.feedback), "feedback 2": _cell(false.feedback)}
    return cells | {"choice 1": true.text, "choice 2": false.text}


def _matching(question: ReadQuestion) -> Cells:
    cells = {}
    for place, pair in enumerate(question.pairs, start=1):
        cells[f"choice {place}"] = _cell(pair.left)
        cells[f"match {place}"] = _cell(pair.right)
    for place, right in enumerate(question.extra_rights, start=len(question.pairs) + 1):
        cells[f"match {place}"] = _cell(right)
    return cells


def _ordering(question: ReadQuestion) -> Cells:
    return {f"choice {place}": _cell(item) for place, item in enumerate(question.items, start=1)}


def _numeric(question: ReadQuestion) -> Cells:
    spelt = [_number(answer) for answer in question.numbers]
    details = [(answer.weight, answer.feedback) for answer in question.numbers]
    return {"unit": question.unit, **_accepted(spelt, details)}


def _number(answer: NumberAnswer) -> str:
    if answer.value is None:
        return "*"
    near = f":{written(answer.tolerance)}" if answer.tolerance else ""
    return f"{written(answer.value)}{near}"


def _text(question: ReadQuestion) -> Cells:
    details = [(answer.weight, answer.feedback) for answer in question.texts]
    cells = {
        "case": "exact" if question.is_case_sensitive else "",
        "accents": "exact" if question.is_accent_sensitive else "",
    }
    return cells | _accepted([answer.text for answer in question.texts], details)


def _accepted(spelt: list[str], details: list[tuple[Decimal, str]]) -> Cells:
    """Plain answers share a cell; those with weight or feedback have one each."""
    if all(detail == (FULL, "") for detail in details):
        return {"accepted answers": join(tuple(spelt))}
    cells = {}
    for place, (words, (worth, feedback)) in enumerate(zip(spelt, details, strict=True), start=1):
        cells[f"choice {place}"] = words
        cells[f"weight {place}"] = "" if worth == FULL else written(worth)
        cells[f"feedback {place}"] = _cell(feedback)
    return cells


WRITE: dict[Kind, Callable[[ReadQuestion], Cells]] = {
    Kind.SINGLE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.TEXT: _text,
}
