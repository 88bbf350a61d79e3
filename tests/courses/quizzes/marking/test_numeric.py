"""Numbers: what a learner may type, and where right ends."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from courses.quizzes.marking import clean_answer, credit
from courses.quizzes.marking.numeric import read_number


def question(*answers: dict[str, Any], unit: str = "") -> dict[str, Any]:
    return {"kind": "numeric", "answers": list(answers), "unit": unit}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        (" -3 ", "-3"),
        ("\u22123", "-3"),
        ("+4", "4"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("5.", "5"),
        ("1e3", "1000"),
        ("1.2E-2", "0.012"),
        ("1 234", "1234"),
        ("1\u202f234\u202f567,5", "1234567.5"),
        ("1'234.50", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1,234", "1.234"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    ["", "twelve", "1 2", "12 34", "1..2", "1,2,3", "--1", "0x10", "1_000", "nan", "inf", "1e999",
     "٣", "½", "1/2", "=1+1", "1 2345", "12cm", ".", "-", "9" * 61],
)  # fmt: skip
def test_nonsense_is_wrong_and_no_error(typed: str) -> None:
    assert credit(question({"value": "1", "tolerance": "100000000"}), typed) == 0


@pytest.mark.parametrize(
    ("typed", "earned"),
    [("9.5", 1), ("10.5", 1), ("10", 1), ("9.49", 0), ("10.5000001", 0), ("9,50", 1)],
)
def test_the_tolerance_is_included(typed: str, earned: int) -> None:
    assert credit(question({"value": "10", "tolerance": "0.5"}), typed) == earned


def test_tenths_are_tenths() -> None:
    tenth = question({"value": "0.3", "tolerance": "0"})
    edge = question({"value": "0.2", "tolerance": "0.1"})

    assert credit(tenth, "0.3") == 1
    assert credit(tenth, "0.30000000000000004") == 0
    assert credit(edge, "0.3") == credit(edge, "0.1") == 1


def test_the_best_fitting_answer_counts() -> None:
    wide = {"value": "1822", "tolerance": "2", "weight": "50"}
    close = question(wide, {"value": "1822"}, {"value": None, "weight": "10"})

    assert credit(close, "1822") == 1
    assert credit(close, "1823") == Fraction(1, 2)
    assert credit(close, "7") == Fraction(1, 10)
    assert credit(close, "seven") == 0


@pytest.mark.parametrize(
    ("typed", "earned"),
    [("12 cm", 1), ("12cm", 1), ("12 CM", 1), ("12", 1), ("12 mm", 0), ("cm", 0)],
)
def test_the_unit_may_follow(typed: str, earned: int) -> None:
    assert credit(question({"value": "12"}, unit="cm"), typed) == earned


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (None, ""),
        (True, ""),
        (["1"], ""),
        (12, "12"),
        ("1\n2", "1 2"),
        ("1" * 61, ""),
        ("\x001", "1"),
    ],
)
def test_only_a_line_can_be_an_answer(raw: Any, kept: str) -> None:
    assert clean_answer(question({"value": "1"}), raw) == kept
