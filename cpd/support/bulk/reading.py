"""Reading a table of people: which columns it has, and each row as text."""

import csv
import io
from collections.abc import Iterator

from courses.interchange.questions.columns import unguard
from courses.interchange.questions.decoding import decode
from courses.interchange.questions.form import Unreadable

COLUMNS = ("email", "course", "name", "access_until")
NEEDED = ("email", "course")
ALIASES = {
    "e-mail": "email",
    "e-mail address": "email",
    "email address": "email",
    "course slug": "course",
    "until": "access_until",
    "access until": "access_until",
    "last day": "access_until",
}
MOST_ROWS = 5_000
MOST_CELL = 400
Row = dict[str, str]


def read_table(content: bytes) -> tuple[list[tuple[int, Row]], str]:
    """Return the rows with their numbers in the file, and the encoding that was found. Raises
    Unreadable for what is no table in UTF-8, UTF-16 or Windows-1252, lacks a column, or is too
    long."""
    if content.startswith((b"PK", b"\xd0\xcf")):
        raise Unreadable("This is a workbook: save the table as CSV.")
    text, encoding = decode(content)
    lines = ((number, cells) for number, cells in _lines(text) if any(map(str.strip, cells)))
    head = next(lines, None)
    if head is None:
        raise Unreadable("The table is empty.")
    names = _names(head[1])
    rows: list[tuple[int, Row]] = []
    for number, cells in lines:
        if len(rows) == MOST_ROWS:
            raise Unreadable(f"The table has more than {MOST_ROWS} rows: split it into several.")
        pairs = zip(names, cells, strict=False)
        rows.append((number, {name: _cell(cell) for name, cell in pairs if name in COLUMNS}))
    if not rows:
        raise Unreadable("The table has headings and no row.")
    return rows, encoding


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip("\n").partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
    )
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise Unreadable(f"Row {reader.line_num} cannot be read: {error}.") from None


def _names(cells: list[str]) -> list[str]:
    folded = [" ".join(cell.replace("_", " ").lower().split()) for cell in cells]
    names = [ALIASES.get(cell, cell.replace(" ", "_")) for cell in folded]
    for needed in NEEDED:
        if names.count(needed) != 1:
            raise Unreadable(f"The first row must name the columns; one is called “{needed}”.")
    return names


def _cell(cell: str) -> str:
    return unguard(cell.strip())[:MOST_CELL].strip()
