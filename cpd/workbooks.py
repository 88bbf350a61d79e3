"""Tables as XLSX, written as a stream: a row costs no memory once it is gone (decision 22)."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import StreamingHttpResponse
from django.utils.safestring import SafeString

from cpd.sheets import Cell

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_576  # of one sheet, Excel's limit
LONGEST = 32_767  # characters in a cell, Excel's limit
AT_ONCE = 500  # rows packed together
BEGINNING = datetime(1899, 12, 30)  # noqa: DTZ001 day 0 of spreadsheets, which know no zones
DAY, MOMENT, BOLD = 1, 2, ' s="3"'  # places in the styles below
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # to XML

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'{DECLARED}<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs count="4"><xf/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
HEAD = (
    f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)


class _Drain:
    """A file that nobody can go back in; what was written is taken away bit by bit."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is held."""

    def take(self) -> bytes:
        taken = b"".join(self.parts)
        self.parts.clear()
        return taken


def workbook(
    name: str, *, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> StreamingHttpResponse:
    """Answer with a table as a workbook, some rows at a time. Texts are texts: no cell holds a
    formula."""
    content = workbook_bytes(headings, rows)
    response = StreamingHttpResponse(content, content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def workbook_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield the bytes of a workbook; more rows than a sheet takes go on in the next sheet."""
    drain = _Drain()
    source = iter(rows)
    sheets = 0
    with ZipFile(drain, "w", ZIP_DEFLATED, compresslevel=1) as file:
        first = next(source, None)
        while first is not None or not sheets:
            sheets += 1
            beginning = () if first is None else (first,)
            some = islice(chain(beginning, source), MOST_ROWS - 1)
            yield from _write_sheet(file, drain, sheets, headings, some)
            first = next(source, None)
        for path, text in _frame(sheets):
            file.writestr(path, text)
    yield drain.take()


def _write_sheet(
    file: ZipFile,
    drain: _Drain,
    number: int,
    headings: Sequence[str],
    rows: Iterator[Sequence[Cell]],
) -> Iterator[bytes]:
    with file.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as sheet:
        heading = "".join(_words(cell, BOLD) for cell in headings)
        sheet.write(f"{HEAD}<row>{heading}</row>".encode())
        while some := list(islice(rows, AT_ONCE)):
            sheet.write("".join(map(_line, some)).encode())
            yield drain.take()
        sheet.write(b"</sheetData></worksheet>")


def _line(row: Sequence[Cell]) -> str:
    return f"<row>{''.join([WRITERS[type(cell)](cell) for cell in row])}</row>"


def _words(value: str, style: str = "") -> str:
    if not value:
        return "<c/>"
    if not value.isprintable():
        value = NOT_TEXT.sub("", value)
    space = ' xml:space="preserve"' if value.strip() != value else ""
    return f'<c t="inlineStr"{style}><is><t{space}>{escape(value[:LONGEST])}</t></is></c>'


def _day(value: date) -> str:
    return f'<c s="{DAY}"><v>{value.toordinal() - BEGINNING.toordinal()}</v></c>'


def _moment(value: datetime) -> str:
    since = value.replace(tzinfo=None) - BEGINNING
    return f'<c s="{MOMENT}"><v>{since.total_seconds() / 86_400:.8f}</v></c>'


WRITERS: dict[type, Callable[[Any], str]] = {
    str: _words,
    SafeString: _words,
    **dict.fromkeys((int, float, Decimal), "<c><v>{}</v></c>".format),
    date: _day,
    datetime: _moment,
    type(None): lambda _: "<c/>",
}


def _frame(sheets: int) -> Iterator[tuple[str, str]]:
    numbers = range(1, sheets + 1)
    yield "xl/styles.xml", STYLES
    listed = "".join(f'<sheet name="Rows {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    yield (
        "xl/workbook.xml",
        f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
    )
    related = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    related.append((f"rId{sheets + 1}", "styles", "styles.xml"))
    yield "xl/_rels/workbook.xml.rels", _relations(related)
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    overrides = "".join(
        f'<Override PartName="{path}" ContentType="{SPREADSHEET}.{kind}+xml"/>'
        for path, kind in parts
    )
    yield (
        "[Content_Types].xml",
        f'{DECLARED}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    )


def _relations(targets: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
