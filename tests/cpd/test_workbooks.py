"""Tables as XLSX: read by another program, nothing runs, memory stays flat."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from cpd import workbooks
from cpd.sheets import Cell
from cpd.workbooks import workbook_bytes


def read(headings: list[str], rows: list[list[Cell]]) -> Any:
    return load_workbook(io.BytesIO(b"".join(workbook_bytes(headings, rows))))


def test_texts_numbers_and_days_come_back_as_they_were() -> None:
    row: list[Cell] = [
        *("Nguyễn & <Söhne>", "  two\nlines ", "", None, 7, -2),
        *(1.5, Decimal("-9.90"), date(2026, 3, 2), datetime(2026, 3, 2, 6, 5)),  # noqa: DTZ001 a table's
    ]

    sheet = read([f"Column {n}" for n in range(len(row))], [row]).active

    assert [cell.value for cell in sheet[2]] == [
        *("Nguyễn & <Söhne>", "  two\nlines ", None, None, 7, -2),
        *(1.5, -9.9, datetime(2026, 3, 2), datetime(2026, 3, 2, 6, 5)),  # noqa: DTZ001 as above
    ]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("evil")', "\t=1"])
def test_no_cell_holds_a_formula(text: str) -> None:
    sheet = read([text], [[text]]).active

    assert [(cell.data_type, cell.value) for cell in (sheet["A1"], sheet["A2"])] == [
        ("s", text)
    ] * 2


def test_what_no_workbook_may_hold_is_left_out_or_cut() -> None:
    sheet = read(["Title"], [["a\x00b\x1f\ud800c"], ["x" * 40_000]]).active

    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767


def test_without_rows_there_are_headings() -> None:
    assert [cell.value for cell in read(["Course", "Mark"], []).active[1]] == ["Course", "Mark"]


def test_more_rows_than_a_sheet_takes_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)

    book = read(["Number"], [[number] for number in range(5)])

    values = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book]
    assert values == [["Number", 0, 1], ["Number", 2, 3], ["Number", 4]]


def test_a_long_table_costs_no_memory() -> None:
    def rows() -> Iterator[list[Cell]]:
        for number in range(20_000):
            yield [f"Learner {number}", number, "The vagus nerve"]

    tracemalloc.start()
    size = sum(len(piece) for piece in workbook_bytes(["Name", "Number", "Course"], rows()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert size > 100_000
    assert peak < 2 * 2**20
