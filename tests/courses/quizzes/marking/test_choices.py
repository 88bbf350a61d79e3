"""Single choice, true or false and multiple response: what each answer earns."""

from fractions import Fraction
from typing import Any

import pytest

from courses.quizzes.marking import clean_answer, credit

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def single(*weights: str | None, kind: str = "single") -> dict[str, Any]:
    choices = [
        {
            "key": key,
            "text": key,
            "is_right": weight == "100",
            **({"weight": weight} if weight else {}),
        }
        for key, weight in zip("abcdefgh", weights, strict=False)
    ]
    return {"kind": kind, "choices": choices}


def multiple(right: str, *, of: str = "abcd", rule: str = "per-choice") -> dict[str, Any]:
    choices = [{"key": key, "text": key, "is_right": key in right} for key in of]
    return {"kind": "multiple", "rule": rule, "choices": choices}


@pytest.mark.parametrize(
    ("chosen", "earned"),
    [(["a"], 1), (["b"], HALF), (["c"], 0), (["d"], 0), ([], 0), (["x"], 0), (None, 0), ("a", 0)],
)
def test_a_single_choice_earns_its_weight(chosen: Any, earned: Fraction) -> None:
    assert credit(single("100", "50", "0", "-50"), chosen) == earned


@pytest.mark.parametrize(
    ("chosen", "earned"),
    [
        ("", 0),
        ("a", THIRD),
        ("ab", Fraction(2, 3)),
        ("abc", 1),
        ("abcd", Fraction(2, 3)),
        ("ad", 0),
        ("d", 0),
        ("de", 0),
        ("abde", 0),
        ("abcde", THIRD),
    ],
)
def test_a_wrong_choice_takes_what_a_right_one_gives(chosen: str, earned: Fraction) -> None:
    assert credit(multiple("abc", of="abcde"), list(chosen)) == earned


@pytest.mark.parametrize(
    ("chosen", "earned"), [("ab", 1), ("a", 0), ("abc", 0), ("", 0), ("ba", 1)]
)
def test_all_or_nothing_wants_all_right_ones_and_no_other(chosen: str, earned: int) -> None:
    assert credit(multiple("ab", rule="all-or-nothing"), list(chosen)) == earned


def test_thirds_written_in_five_places_add_up_to_one() -> None:
    question = single("33.33333", "33.33333", "33.33333", "-100", kind="multiple")
    question["rule"] = "per-choice"

    assert credit(question, ["a", "b", "c"]) == 1
    assert credit(question, ["a"]) == THIRD
    assert credit(question, ["a", "b", "c", "d"]) == 0


def test_weights_of_their_own_count_as_written() -> None:
    question = single("60", "40", "-25", kind="multiple") | {"rule": "per-choice"}

    assert credit(question, ["a", "c"]) == Fraction(35, 100)


@pytest.mark.parametrize("kind", ["single", "multiple", "true-false"])
@pytest.mark.parametrize("chosen", [[], ["a"], ["b"], ["a", "b"], ["c"]])
def test_a_question_from_before_weights_is_marked_as_it_was(kind: str, chosen: list[str]) -> None:
    right = "ab" if kind == "multiple" else "a"
    question = multiple(right, of="abc") | {"kind": kind}
    del question["rule"]

    kept = clean_answer(question, chosen)
    assert credit(question, kept) == int(set(kept) == set(right))


@pytest.mark.parametrize(
    "raw", [None, 1, "ab", {"a": 1}, [["a"]], [None], [1, 2.5], ["a" * 10_000]]
)
def test_what_cannot_be_an_answer_is_dropped(raw: Any) -> None:
    assert clean_answer(multiple("ab"), raw) == []


def test_an_answer_names_each_choice_once_in_order() -> None:
    assert clean_answer(multiple("ab"), ["d", "a", "d", "zz"]) == ["a", "d"]
    assert clean_answer(single("100", "0"), ["b", "a"]) == ["a"]
