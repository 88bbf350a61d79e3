"""Matching, ordering and vignettes: what part of them is earned."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.marking import clean_answer, credit

MATCHING: dict[str, Any] = {
    "kind": "matching",
    "lefts": [{"key": "l1"}, {"key": "l2"}, {"key": "l3"}],
    "rights": [{"key": "r1", "text": "hinge"}, {"key": "r2", "text": "saddle"},
               {"key": "r3", "text": "hinge"}, {"key": "r4", "text": "pivot"}],
    "pairs": {"l1": "r1", "l2": "r2", "l3": "r3"},
}  # fmt: skip
ORDERING: dict[str, Any] = {
    "kind": "ordering",
    "items": [{"key": key} for key in "badce"],
    "order": list("abcde"),
}
VIGNETTE: dict[str, Any] = {
    "kind": "vignette",
    "questions": [
        {"key": "q1", "kind": "numeric", "answers": [{"value": "7"}], "points": "1"},
        {"key": "q2", "kind": "text", "answers": [{"text": "hip"}], "points": 2},
        {"key": "q3", **MATCHING},
    ],
}
QUESTIONS = [MATCHING, ORDERING, ORDERING | {"rule": "adjacent"}, VIGNETTE]


@pytest.mark.parametrize(
    ("answer", "earned"),
    [
        ({"l1": "r1", "l2": "r2", "l3": "r3"}, 1),
        ({"l1": "r3", "l2": "r2", "l3": "r1"}, 1),
        ({"l1": "r1", "l2": "r4"}, Fraction(1, 3)),
        ({"l1": "r4"}, 0),
        ({"zz": "r1", "l1": "zz", "l2": 5}, 0),
        (["l1"], 0),
        (None, 0),
    ],
)
def test_matching_earns_the_share_of_right_pairs(answer: Any, earned: Fraction) -> None:
    assert credit(MATCHING, answer) == earned


@pytest.mark.parametrize(
    ("answer", "strict", "adjacent"),
    [
        ("abcde", 1, 1),
        ("bcdea", 0, Fraction(3, 4)),
        ("bacde", 0, Fraction(1, 2)),
        ("edcba", 0, 0),
        ("abc", 0, Fraction(1, 2)),
        ("", 0, 0),
        ("aabbccddee", 1, 1),
    ],
)
def test_ordering_is_all_or_nothing_or_by_neighbours(
    answer: str, strict: int, adjacent: Fraction
) -> None:
    assert credit(ORDERING, list(answer)) == strict
    assert credit(ORDERING | {"rule": "adjacent"}, list(answer)) == adjacent


def test_a_vignette_is_the_sum_of_its_questions() -> None:
    assert credit(VIGNETTE, {"q1": "7", "q2": "hip", "q3": MATCHING["pairs"]}) == 1
    assert credit(VIGNETTE, {"q2": "HIP", "q3": {"l2": "r2"}}) == Fraction(2 + Fraction(1, 3), 4)
    assert credit(VIGNETTE, {"q9": "7"}) == 0


def test_a_vignette_keeps_only_answers_to_its_questions() -> None:
    assert clean_answer(VIGNETTE, {"q1": 7, "q2": ["x"], "q9": "x"}) == {"q1": "7"}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["l1", "r1", "a", "b", "q1", "q3"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(max_size=2) | st.sampled_from(["l1", "q1", "q3"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
@given(raw=anything)
def test_any_answer_is_marked(question: dict[str, Any], raw: Any) -> None:
    cleaned = clean_answer(question, raw)

    assert 0 <= credit(question, raw) <= 1
    assert clean_answer(question, json.loads(json.dumps(cleaned))) == cleaned
    assert credit(question, cleaned) == credit(question, raw)
