"""Writing: templates that read back, cells that no spreadsheet runs, and losses in words."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from courses.interchange.questions.columns import HEADINGS, guard, unguard
from courses.interchange.questions.examples import EXAMPLES
from courses.interchange.questions.form import FULL, Choice, Kind, Pair, ReadQuestion, essence
from courses.interchange.questions.gift_out import write_gift
from courses.interchange.questions.losses import losses
from courses.interchange.questions.moodle_out import write_moodle_xml
from courses.interchange.questions.reading import read_questions
from courses.interchange.questions.sheets_out import template_csv, template_xlsx, write_csv
from courses.interchange.questions.writing import Written
from cpd.sheets import RUNS
from tests.courses.interchange.questions.making import PICTURE

SINGLE = EXAMPLES[0]
PARTS = tuple(replace(one, stem=f"Gap {n}") for n, one in enumerate(EXAMPLES[5:7], start=1))
VIGNETTE = ReadQuestion(kind=Kind.VIGNETTE, stem="[[1]] and [[2]]", parts=PARTS)


@pytest.mark.parametrize(("format", "make"), [("csv", template_csv), ("xlsx", template_xlsx)])
def test_a_template_reads_as_its_examples(format: str, make: Callable[[], bytes]) -> None:  # noqa: A002
    reading = read_questions(make(), format=format)

    assert reading.skipped == ()
    assert [essence(one) for one in reading.questions] == EXAMPLES
    assert {one.kind for one in EXAMPLES} == set(Kind) - {Kind.VIGNETTE}


@pytest.mark.parametrize(
    "text", ["=1+1", "-5", "@x", "+x", " =x", "'=x", "''-x", "x", "'x", "", "'"]
)
def test_a_guarded_cell_runs_nothing_and_reads_the_same(text: str) -> None:
    assert not guard(text).lstrip(" ").startswith(RUNS)
    assert unguard(guard(text)) == text


def test_no_written_cell_would_run() -> None:
    hostile = replace(SINGLE, title="=cmd()", stem="@SUM(A1)", tags=("+1",), difficulty="-1")
    rows = list(csv.reader(io.StringIO(write_csv([hostile]).content.decode("utf-8-sig"))))

    assert rows[0] == HEADINGS
    assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(RUNS)]


@pytest.mark.parametrize(
    ("format", "question", "words"),
    [
        ("gift", EXAMPLES[4], "The whole question"),
        ("gift", VIGNETTE, "The whole question"),
        ("csv", VIGNETTE, "The whole question"),
        ("gift", EXAMPLES[5], "The unit."),
        ("gift", replace(SINGLE, points=Decimal(2)), "The points."),
        ("gift", replace(SINGLE, keeps_order=True), "keep their order"),
        ("moodle-xml", replace(SINGLE, references=("10.1000/x",)), "The references."),
        ("moodle-xml", replace(SINGLE, is_all_or_nothing=True), "all or nothing"),
        (
            "moodle-xml",
            replace(SINGLE, choices=(Choice("a", FULL), Choice("b", Decimal(33)))),
            "grades",
        ),
        ("csv", replace(SINGLE, images=(PICTURE,)), "pictures"),
        (
            "gift",
            replace(EXAMPLES[3], pairs=(Pair("a", "<em>b</em>"), Pair("c", "d"))),
            "formatting",
        ),
    ],
)
def test_a_loss_is_said_in_words(format: str, question: ReadQuestion, words: str) -> None:  # noqa: A002
    assert any(words in loss for loss in losses(format, question))


def test_what_a_format_cannot_hold_is_left_out_and_named() -> None:
    written = write_gift(EXAMPLES)

    assert [(one.where, one.what) for one in written.left_out] == [("question 5", "First visit")]
    assert len(read_questions(written.content, format="gift").questions) == len(EXAMPLES) - 1


@pytest.mark.parametrize("write", [write_gift, write_moodle_xml])
def test_pictures_travel_in_the_file(write: Callable[[list[ReadQuestion]], Written]) -> None:
    stem = f'See <img src="{PICTURE.name}" alt="{PICTURE.alt}">'
    question = replace(SINGLE, stem=stem, images=(PICTURE,), difficulty="")
    format_ = "gift" if write is write_gift else "moodle-xml"
    (found,) = read_questions(write([question]).content, format=format_).questions

    assert essence(found) == essence(question)


def test_gift_has_no_blank_line_within_a_question() -> None:
    text = write_gift([SINGLE]).content.decode()

    assert "\n\n" not in text.partition("}")[0].partition("::")[2]
