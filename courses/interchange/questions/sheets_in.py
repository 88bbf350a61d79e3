"""Reading questions from a spreadsheet, CSV or XLSX."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from courses.interchange.questions.collecting import Collector
from courses.interchange.questions.columns import HEADINGS, heading, unguard
from courses.interchange.questions.decoding import check_size, decode
from courses.interchange.questions.form import Reading, ReadQuestion, Unkept, Unreadable
from courses.interchange.questions.limits import MOST_COLUMNS
from courses.interchange.questions.rows_in import Row, read_row
from courses.interchange.questions.workbook import table

KNOWN = {name.lower() for name in HEADINGS}
NEEDED = ("type", "stem")
# A table of choices alone needs no type: how many are right tells it.
PLAIN = {"stem", "right", "choice 1", "choice 2"}


@dataclass
class Line:
    """A line of a table: its row number, its cells, and the reason it cannot be read, if any."""

    number: int
    cells: list[str]
    fault: str = ""


def read_sheet(content: bytes) -> Reading:
    """Return what a CSV or XLSX file holds. Raises Unreadable."""
    check_size(content)
    if content.startswith(b"PK"):
        lines = (Line(number, cells, fault) for number, cells, fault in table(content))
        return _read(lines, format="xlsx", encoding="utf-8")
    text, encoding = decode(content)
    return _read(_csv_lines(text), format="csv", encoding=encoding)


def _csv_lines(text: str) -> Iterator[Line]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            yield Line(number, [unguard(cell) for cell in cells])
            number += 1
    except csv.Error as error:
        raise Unreadable(f"Row {number} cannot be read: {error}.") from None


def _read(lines: Iterable[Line], *, format: str, encoding: str) -> Reading:  # noqa: A002
    collector = Collector(format=format, encoding=encoding)
    rows = (line for line in lines if line.fault or any(cell.strip() for cell in line.cells))
    head = next(rows, None)
    if head is None:
        raise Unreadable("The table is empty.")
    names = _headings(head.cells)
    letters = {name: get_column_letter(at + 1) for at, name in enumerate(names) if name}
    unknown = [name for name in names if name and name not in KNOWN]
    for line in rows:
        cells = {name: cell for name, cell in zip(names, line.cells, strict=False) if name}
        what = cells.get("title", "") or cells.get("stem", "")
        lost = [name for name in unknown if cells.get(name, "").strip()]
        collector.take(
            f"row {line.number}",
            what[:80],
            lambda line=line, cells=cells, lost=lost: _question(line, Row(cells, letters), lost),  # type: ignore[misc]
        )
    return collector.reading()


def _headings(cells: list[str]) -> list[str]:
    names = [heading(cell) for cell in cells]
    if len(names) > MOST_COLUMNS:
        raise Unreadable(f"The table has more than {MOST_COLUMNS} columns.")
    missing = [name for name in NEEDED if name not in names and not set(names) >= PLAIN]
    if missing:
        raise Unreadable(
            f"The first row must name the columns; “{missing[0]}” is missing."
            " Begin with our template."
        )
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise Unreadable(f"Two columns are called “{twice[0][:60]}”: rename one.")
    return names


def _question(line: Line, row: Row, lost: list[str]) -> ReadQuestion:
    if line.fault:
        raise Unkept(line.fault)
    beyond = [cell for cell in line.cells[len(row.letters) :] if cell.strip()]
    question = read_row(row)
    notes = [f"Not kept: the column “{name[:60]}”." for name in lost]
    if beyond and len(line.cells) > MOST_COLUMNS:
        notes.append("Not kept: cells beyond the last heading.")
    return replace(question, notes=(*question.notes, *notes))
