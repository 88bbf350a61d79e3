"""The mark of an attempt: points earned of points possible, rounded down, compared exactly."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.grading import Mark, mark, rounded


def make(right: str, *, kind: str = "multiple", of: str = "abcd", key: str = "q") -> dict[str, Any]:
    choices = [{"key": letter, "is_right": letter in right} for letter in of]
    return {"key": key, "kind": kind, "choices": choices}


def some(right: int, total: int) -> Mark:
    return Mark(Fraction(right), Fraction(total), right, total)


@pytest.mark.parametrize(
    ("right", "total", "percent"),
    [(0, 10, 0), (1, 3, 33), (2, 3, 66), (4, 5, 80), (7999, 10_000, 79), (10, 10, 100), (0, 0, 0)],
)
def test_the_percentage_is_rounded_down(right: int, total: int, percent: int) -> None:
    assert some(right, total).percent == percent


@pytest.mark.parametrize(
    ("right", "total", "pass_mark", "passes"),
    [
        (8, 10, 80, True),
        (7, 10, 80, False),
        (7999, 10_000, 80, False),
        (799, 999, 80, False),
        (800, 999, 80, True),
        (2, 3, 66, True),
        (2, 3, 67, False),
        (10, 10, 100, True),
        (9, 10, 100, False),
        (0, 0, 1, False),
    ],
)
def test_the_pass_mark_is_compared_exactly(
    right: int,
    total: int,
    pass_mark: int,
    passes: bool,
) -> None:
    assert some(right, total).passes(pass_mark) is passes


def test_an_unanswered_question_is_wrong() -> None:
    questions = [make("a", key="first"), make("b", key="second")]

    assert mark(questions, {"first": ["a"]}) == some(1, 2)


def test_answers_to_other_questions_do_not_count() -> None:
    assert mark([make("a", key="first")], {"second": ["a"]}) == some(0, 1)


def test_a_question_counts_by_its_points() -> None:
    questions = [{**make("a", key="big"), "points": "2.5"}, make("a", key="small")]

    result = mark(questions, {"big": ["a"], "small": ["b"]})

    assert (result.earned, result.possible, result.percent) == (Fraction(5, 2), Fraction(7, 2), 71)
    assert (result.right, result.total) == (1, 2)


def test_a_partly_right_answer_earns_its_part_exactly() -> None:
    question = {**make("abc"), "rule": "per-choice"}

    result = mark([question] * 3, {"q": ["a"]})

    assert result.earned == 1
    assert result.right == 0


@pytest.mark.parametrize(
    ("value", "shown"), [("2/3", "0.666666"), ("1", "1.000000"), ("7/2", "3.500000")]
)
def test_a_fraction_is_kept_rounded_down(value: str, shown: str) -> None:
    assert str(rounded(Fraction(value))) == shown


@given(total=st.integers(1, 10_000), data=st.data(), pass_mark=st.integers(1, 100))
def test_the_percentage_never_rounds_up(total: int, data: st.DataObject, pass_mark: int) -> None:
    result = some(data.draw(st.integers(0, total)), total)

    assert result.percent * total <= result.right * 100 < (result.percent + 1) * total
    assert result.passes(pass_mark) is (result.percent >= pass_mark)


@given(total=st.integers(1, 100_000))
def test_one_answer_short_of_eighty_never_passes(total: int) -> None:
    needed = -(-total * 80 // 100)

    assert some(needed, total).passes(80)
    assert not some(needed - 1, total).passes(80)
