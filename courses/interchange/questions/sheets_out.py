"""Writing questions as a spreadsheet, CSV or XLSX, and the templates authors begin with."""

import csv
import io
from collections.abc import Iterable

from openpyxl import Workbook

from courses.interchange.questions.columns import HEADINGS
from courses.interchange.questions.examples import EXAMPLES, HELP
from courses.interchange.questions.form import ReadQuestion
from courses.interchange.questions.losses import LONGEST_CELL
from courses.interchange.questions.rows_out import row_of
from courses.interchange.questions.writing import Written, written


def write_csv(questions: Iterable[ReadQuestion]) -> Written:
    """Return a CSV file, UTF-8 with a mark; losses says what it does not hold."""
    return written("csv", questions, _csv)


def write_xlsx(questions: Iterable[ReadQuestion]) -> Written:
    """Return an XLSX workbook with a sheet of questions and one of help."""
    return written("xlsx", questions, _xlsx)


def template_csv() -> bytes:
    """Return a table with an example of every kind that a row holds."""
    return write_csv(EXAMPLES).content


def template_xlsx() -> bytes:
    """Return a workbook with an example of every kind that a row holds, and help."""
    return write_xlsx(EXAMPLES).content


def _csv(questions: list[ReadQuestion]) -> bytes:
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(HEADINGS)
    writer.writerows(row_of(question) for question in questions)
    return table.getvalue().encode("utf-8-sig")


def _xlsx(questions: list[ReadQuestion]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Questions")
    sheet.freeze_panes = "A2"
    sheet.append(HEADINGS)
    for question in questions:
        sheet.append([cell[:LONGEST_CELL] for cell in row_of(question)])
    help_sheet = book.create_sheet("Help")
    for row in HELP:
        help_sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
