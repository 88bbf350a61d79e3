"""Once it may be shown: what was answered, what was right, why, and what it earned."""

from fractions import Fraction
from typing import Any

import pytest

from courses.quizzes.marking import credit
from courses.quizzes.showing.printing import points_words, stem_of
from courses.quizzes.showing.reviewing import review
from tests.courses.quizzes.samples import (
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SINGLE,
    TEXT,
    VIGNETTE,
)


def reviewed(question: dict[str, Any], answer: Any) -> dict[str, Any]:
    points = Fraction(question.get("points", 1))
    return review(question, answer, credit=credit(question, answer), points=points)


@pytest.mark.parametrize(
    ("question", "answer", "state", "earned", "tells_points"),
    [
        (SINGLE, ["b"], "right", "1", False),
        (SINGLE, ["a"], "wrong", "0", False),
        (SINGLE, [], "none", "0", False),
        (MULTIPLE, ["a"], "partly", "1", True),
        (MATCHING, {"a": "a", "b": "a"}, "partly", "0.33", True),
        (ORDERING, list("abdc"), "partly", "0.33", True),
        (NUMERIC, "12,7 mmHg", "right", "1", False),
        (TEXT, "tenth", "partly", "0.5", True),
    ],
)
def test_the_state_and_the_points_are_told(
    question: dict[str, Any], answer: Any, state: str, earned: str, tells_points: bool
) -> None:
    shown = reviewed(question, answer)

    assert (shown["state"], shown["earned"], shown["tells_points"]) == (state, earned, tells_points)


def test_pairs_tell_the_right_partner() -> None:
    rows = reviewed(MATCHING, {"a": "a", "b": "d"})["rows"]

    assert [(row["chosen"], row["right"], row["is_right"]) for row in rows] == [
        ("Right a", "Right a", True),
        ("Right d", "Right b", False),
        ("", "Right c", False),
    ]


def test_an_order_tells_what_stood_in_its_place() -> None:
    shown = reviewed(ORDERING, list("acbd"))

    assert [item["is_right"] for item in shown["given"]] == [True, False, False, True]
    assert shown["right"] == ["Item a", "Item b", "Item c", "Item d"]


@pytest.mark.parametrize(
    ("answer", "feedback"), [("12.5", "Just so."), ("99", "Measure again."), ("x", ""), ("", "")]
)
def test_a_number_gets_its_feedback(answer: str, feedback: str) -> None:
    shown = reviewed(NUMERIC, answer)

    assert shown["feedback"] == feedback
    assert shown["accepted"] == [{"first": "12", "last": "13", "is_one": False}]


@pytest.mark.parametrize(("answer", "feedback"), [("Vagus nerve", "Yes."), ("else", "")])
def test_a_text_gets_its_feedback(answer: str, feedback: str) -> None:
    shown = reviewed(TEXT, answer)

    assert (shown["feedback"], shown["accepted"]) == (feedback, ["vagus…"])


@pytest.mark.parametrize(
    ("points", "words"), [("2", "2"), ("0", "0"), ("1/3", "0.33"), ("2/3", "0.66"), ("10", "10")]
)
def test_points_are_rounded_down(points: str, words: str) -> None:
    assert points_words(Fraction(points)) == words


def test_marks_of_a_case_lead_nowhere_where_its_parts_are_not_shown() -> None:
    assert stem_of({**VIGNETTE, "stem": "A [[1]]"}, prefix="") == (
        'A <span class="part-mark">1</span>'
    )
