"""Tables for spreadsheets: comma-separated, and with no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

RUNS = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula to a spreadsheet
Cell = str | int


class _Echo:
    """Hands each written line straight back, so that a report streams."""

    def write(self, line: str) -> str:
        return line


def safe(cell: Cell) -> Cell:
    """Return a cell as text that nothing runs; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(RUNS) else cell


def sheet(
    name: str, *, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> StreamingHttpResponse:
    """Answer with a table as a file, a line at a time."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"  # so that a spreadsheet reads the letters right
        yield writer.writerow([safe(cell) for cell in headings])
        for row in rows:
            yield writer.writerow([safe(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
