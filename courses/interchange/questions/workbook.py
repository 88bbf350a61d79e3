"""An XLSX file's table, without running anything: a formula is refused by its address."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from courses.interchange.archive import unpack
from courses.interchange.located import PackageRefused
from courses.interchange.questions.columns import heading, unguard
from courses.interchange.questions.form import Unreadable
from courses.interchange.questions.limits import MEBIBYTE, MOST_COLUMNS

MOST_UNPACKED = 12 * MEBIBYTE
MOST_PARTS = 500
MOST_TAGS = 250_000
MOST_ROWS = 10_000
FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
SOUND = (str, int, float, bool, date, time, timedelta)
TableLine = tuple[int, list[str], str]


def table(content: bytes) -> Iterator[TableLine]:
    """Yield row number, cells and what is wrong, of the sheet that names our columns; else the
    first. Raises Unreadable."""
    _check(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheets = [list(_lines(sheet)) for sheet in book.worksheets[:5]]
            book.close()
    except Unreadable:
        raise
    except Exception as error:  # openpyxl fails in many ways on files made to break it
        raise Unreadable(f"This is not a good XLSX file: {str(error)[:200]}.") from None
    ours = [lines for lines in sheets if lines and _is_ours(lines[0])]
    yield from (ours or sheets or [[]])[0]


def _check(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = unpack(archive, most_files=MOST_PARTS, most_bytes=MOST_UNPACKED)
    except PackageRefused as refused:
        problem = refused.problems[0]
        raise Unreadable(f"{problem.file}: {problem.reason}") from None
    except Exception as error:  # zipfile fails in many ways on bytes made to break it
        raise Unreadable(f"This is not a good XLSX file: {error}.") from None
    if "xl/workbook.xml" not in parts:
        raise Unreadable("This zip is not an XLSX workbook: save the table as .xlsx or .csv.")
    tags = 0
    for name, part in parts.items():
        if FORBIDDEN.search(part) or part.startswith(WIDE):
            raise Unreadable(f"{name} declares a document type or is not UTF-8, which is refused.")
        tags += part.count(b"<") if name.endswith((".xml", ".rels")) else 0
    if tags > MOST_TAGS:
        raise Unreadable("The workbook holds far more cells than questions need: copy only those.")


def _lines(sheet: Any) -> Iterator[TableLine]:
    number = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise Unreadable(f"A sheet has more than {MOST_ROWS} rows: delete the empty ones.")
        cells, fault = [], ""
        for at, cell in enumerate(row, start=1):
            words, wrong = _words(cell)
            cells.append(words)
            if wrong and not fault:
                fault = f"Cell {get_column_letter(at)}{number} {wrong}"
        if fault or any(cells):
            yield number, cells, fault


def _words(cell: Any) -> tuple[str, str]:
    value = cell.value
    if value is None:
        return "", ""
    if getattr(cell, "data_type", "") == "f" or not isinstance(value, SOUND):
        return "", "is a formula, which is not calculated: put its result there."
    if isinstance(value, date | datetime | time | timedelta):
        return "", "is a date or time: format the cell as text and type it again."
    if getattr(cell, "data_type", "") == "e":
        return "", f"holds an error ({str(value)[:20]})."
    if isinstance(value, float):
        return f"{value:.15g}", ""
    return unguard(str(value).replace("\r\n", "\n").replace("\r", "\n")), ""


def _is_ours(line: TableLine) -> bool:
    return {"type", "stem"} <= {heading(cell) for cell in line[1]}
