"""Tables for spreadsheets: comma-separated, and with no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from string import ascii_letters, digits

from django.http import StreamingHttpResponse

RUNS = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula to a spreadsheet
HARMLESS = frozenset(f"{ascii_letters}{digits}")  # most begin so, and are looked at no further
MINUTES = len("2026-03-02 06:00")
PLAIN = (int, date, type(None))  # types of cells that nothing has to be done for
AT_ONCE = 500  # rows sent together
Cell = str | int | float | Decimal | date | datetime | None


def safe(cell: Cell) -> Cell:
    """Return a cell as text that nothing runs; numbers stay numbers, moments end at the minute."""
    if isinstance(cell, str):
        if cell[:1] in HARMLESS or not cell.lstrip(" ").startswith(RUNS):
            return cell
        return f"'{cell}"
    return str(cell)[:MINUTES] if isinstance(cell, datetime) else cell


def sheet(
    name: str, *, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> StreamingHttpResponse:
    """Answer with a table as a file, some lines at a time."""
    page = io.StringIO(newline="")
    page.write("\ufeff")  # so that a spreadsheet reads the letters right
    writer = csv.writer(page)
    writer.writerow([safe(cell) for cell in headings])

    def lines() -> Iterator[str]:
        yield _taken(page)
        source = iter(rows)
        while some := list(islice(source, AT_ONCE)):
            writer.writerows(
                [cell if type(cell) in PLAIN else safe(cell) for cell in row] for row in some
            )
            yield _taken(page)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _taken(page: io.StringIO) -> str:
    """Return what was written, and begin anew."""
    text = page.getvalue()
    page.seek(0)
    page.truncate()
    return text
