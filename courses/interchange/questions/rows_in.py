"""Reading a spreadsheet's row as a question; every fault names its column."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from courses.interchange.questions.columns import KINDS, PLACES, read_rich, split
from courses.interchange.questions.form import (
    FULL,
    NONE,
    ONE,
    Choice,
    Kind,
    NumberAnswer,
    Pair,
    ReadQuestion,
    TextAnswer,
    Unkept,
)
from courses.interchange.questions.gift_answers import number_range
from courses.interchange.questions.gift_blocks import category_of
from courses.interchange.questions.limits import MOST_LINE
from courses.interchange.questions.numbers import decimal, share, weight
from courses.interchange.questions.richtext import Texts, one_line

DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # of a reference in the library
TRUE = {"true", "t", "yes", "1"}
FALSE = {"false", "f", "no", "0", "2"}


class Row:
    """One row's cells by heading; letters gives each heading's column."""

    def __init__(self, cells: dict[str, str], letters: dict[str, str]) -> None:
        self.cells, self.letters = cells, letters
        self.texts = Texts()

    def says(self, name: str) -> str:
        """Return a cell's text, or nothing."""
        return self.cells.get(name, "").strip()

    def fault(self, name: str, reason: str) -> Unkept:
        """Return the refusal of this row because of one column."""
        letter = self.letters.get(name)
        at = f"Column {letter} ({name})" if letter else f"Column “{name}”"
        return Unkept(f"{at}: {reason}")

    def read[T](self, name: str, convert: Callable[[str], T]) -> T:
        """Return a cell as something else; what is wrong with it is said with its column."""
        try:
            return convert(self.says(name))
        except Unkept as unkept:
            raise self.fault(name, unkept.reason) from None

    def rich(self, name: str) -> str:
        """Return a cell as rich text."""
        return self.read(name, lambda cell: read_rich(cell, self.texts))

    def line(self, name: str) -> str:
        """Return a cell as one plain line."""
        return self.read(name, lambda cell: one_line(cell, MOST_LINE))

    def filled(self) -> list[int]:
        """Return the numbers of the choices that are filled in."""
        return [place for place in PLACES if self.says(f"choice {place}")]


def read_row(row: Row) -> ReadQuestion:
    """Return a row's question. Raises Unkept."""
    kind = _kind(row)
    if not row.says("stem"):
        raise row.fault("stem", "The question has no text.")
    question = READ[kind](row, ReadQuestion(kind=kind, stem=row.rich("stem")))
    return replace(
        question,
        title=row.line("title"),
        explanation=row.rich("explanation"),
        points=row.read("points", _points),
        keeps_order=_is(row, "order", {"keep", "fixed"}, {"shuffle", "keep last"}),
        keeps_last=_is(row, "order", {"keep last"}, {"keep", "fixed", "shuffle"}),
        is_all_or_nothing=_is(row, "marking", {"all or nothing"}, {"partial"}),
        tags=tuple(dict.fromkeys(split(row.line("tags")))),
        category=category_of(f"$course$/top/ {row.line('category')} "),
        difficulty=row.line("difficulty"),
        references=row.read("reference doi", _references),
        images=tuple(row.texts.images.values()),
        notes=tuple(row.texts.notes),
    )


def _kind(row: Row) -> Kind:
    """Return what the row says it is; in a table of choices alone, by how many are right."""
    if "type" not in row.letters:
        return Kind.MULTIPLE if len(row.read("right", _places)) > 1 else Kind.SINGLE
    written = row.says("type").lower()
    if written not in KINDS:
        raise row.fault("type", f"“{written[:40]}” is none of {', '.join(sorted(set(KINDS)))}.")
    return KINDS[written]


def _single(row: Row, question: ReadQuestion) -> ReadQuestion:
    right = row.read("right", _places)
    if len(right) != 1:
        raise row.fault("right", "Give the number of the one right choice, such as 2.")
    return replace(question, choices=_choices(row, right, FULL))


def _multiple(row: Row, question: ReadQuestion) -> ReadQuestion:
    right = row.read("right", _places)
    if not right:
        raise row.fault("right", "Give the numbers of the right choices, such as 1; 3.")
    return replace(question, choices=_choices(row, right, share(ONE, Decimal(len(right)))))


def _choices(row: Row, right: list[int], worth: Decimal) -> tuple[Choice, ...]:
    filled = row.filled()
    unknown = [place for place in right if place not in filled]
    if unknown:
        raise row.fault("right", f"Choice {unknown[0]} is empty.")
    return tuple(
        Choice(
            row.rich(f"choice {place}"),
            _weight(row, place, worth if place in right else NONE),
            row.rich(f"feedback {place}"),
        )
        for place in filled
    )


def _true_false(row: Row, question: ReadQuestion) -> ReadQuestion:
    said = row.says("right").lower()
    if said not in TRUE | FALSE:
        raise row.fault("right", f"“{said[:40]}” is neither true nor false.")
    rights = (FULL, NONE) if said in TRUE else (NONE, FULL)
    choices = tuple(
        Choice(text, worth, row.rich(f"feedback {place}"))
        for place, (text, worth) in enumerate(zip(("True", "False"), rights, strict=True), start=1)
    )
    return replace(question, choices=choices)


def _matching(row: Row, question: ReadQuestion) -> ReadQuestion:
    pairs, extra = [], []
    for place in PLACES:
        left, right = row.rich(f"choice {place}"), row.rich(f"match {place}")
        if left and not right:
            raise row.fault(f"match {place}", f"Choice {place} has no match.")
        if left:
            pairs.append(Pair(left, right))
        elif right:
            extra.append(right)
    return replace(question, pairs=tuple(pairs), extra_rights=tuple(dict.fromkeys(extra)))


def _ordering(row: Row, question: ReadQuestion) -> ReadQuestion:
    return replace(question, items=tuple(row.rich(f"choice {place}") for place in row.filled()))


def _numeric(row: Row, question: ReadQuestion) -> ReadQuestion:
    near = decimal(row.says("tolerance") or "0")
    if near is None or near < 0:
        raise row.fault("tolerance", f"“{row.says('tolerance')[:40]}” is not a number from 0.")

    def number(cell: str, worth: Decimal, feedback: str = "") -> NumberAnswer:
        value, own = number_range(cell)
        is_general = value is not None and ":" not in cell and ".." not in cell
        return NumberAnswer(value, near if is_general else own, worth, feedback)

    simple = row.read(
        "accepted answers", lambda cell: [number(entry, FULL) for entry in split(cell)]
    )
    detailed = [
        row.read(
            f"choice {place}",
            lambda cell, place=place: number(  # type: ignore[misc]
                cell, _weight(row, place, FULL), row.rich(f"feedback {place}")
            ),
        )
        for place in row.filled()
    ]
    if not simple and not detailed:
        raise row.fault("accepted answers", "Give at least one number.")
    return replace(question, numbers=(*simple, *detailed), unit=row.line("unit"))


def _text(row: Row, question: ReadQuestion) -> ReadQuestion:
    simple = [
        TextAnswer(one_line(entry, MOST_LINE)) for entry in split(row.says("accepted answers"))
    ]
    detailed = [
        TextAnswer(row.line(f"choice {place}"), _weight(row, place, FULL),
                   row.rich(f"feedback {place}"))
        for place in row.filled()
    ]  # fmt: skip
    if not simple and not detailed:
        raise row.fault("accepted answers", "Give at least one accepted answer.")
    return replace(
        question,
        texts=(*simple, *detailed),
        is_case_sensitive=_is(row, "case", {"exact", "sensitive"}, {"any", "ignore"}),
        is_accent_sensitive=_is(row, "accents", {"exact", "sensitive"}, {"any", "ignore"}),
    )


def _weight(row: Row, place: int, otherwise: Decimal) -> Decimal:
    name = f"weight {place}"
    return row.read(name, weight) if row.says(name) else otherwise


def _places(cell: str) -> list[int]:
    """Return numbers of choices; letters count as numbers."""
    found = re.findall(r"[1-8]|[a-h]", cell.lower())
    if re.sub(r"[1-8a-hA-H\s,;.&]|and|choice", "", cell):
        raise Unkept(f"“{cell[:40]}” are not numbers of choices, such as 1; 3.")
    return [int(one) if one.isdigit() else ord(one) - ord("a") + 1 for one in found]


def _points(cell: str) -> Decimal:
    points = decimal(cell or "1")
    if points is None or not 0 < points <= 1000:
        raise Unkept(f"“{cell[:40]}” is not a number of points above 0.")
    return points


def _references(cell: str) -> tuple[str, ...]:
    found = []
    for entry in split(cell):
        doi = DOI.fullmatch(entry)
        if not (doi or KEY.fullmatch(entry)):
            raise Unkept(f"“{entry[:60]}” is neither a DOI, such as 10.1000/xyz, nor a key.")
        found.append(doi[1] if doi else entry)
    return tuple(dict.fromkeys(found))


def _is(row: Row, name: str, yes: set[str], no: set[str]) -> bool:
    said = " ".join(row.says(name).lower().replace("-", " ").split())
    if said and said not in yes | no:
        raise row.fault(name, f"“{said[:40]}” is none of {', '.join(sorted(yes | no))}.")
    return said in yes


READ: dict[Kind, Callable[[Row, ReadQuestion], ReadQuestion]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.TEXT: _text,
}
