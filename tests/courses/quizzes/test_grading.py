"""Marking is all or nothing, rounds down, and knows nothing of order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.grading import Mark, is_right, keep_valid, mark

KEYS = "abcdefgh"


def make(right: str, *, kind: str = "multiple", of: str = "abcd", key: str = "q") -> dict[str, Any]:
    choices = [{"key": letter, "is_right": letter in right} for letter in of]
    return {"key": key, "kind": kind, "choices": choices}


@pytest.mark.parametrize(
    ("right", "chosen", "expected"),
    [
        ("a", ["a"], True),
        ("a", ["b"], False),
        ("a", [], False),
        ("a", ["a", "b"], False),
        ("ab", ["a"], False),
        ("ab", ["b", "a"], True),
        ("ab", ["a", "a", "b"], True),
        ("ab", ["a", "b", "c"], False),
        ("abcd", ["a", "b", "c", "d"], True),
        ("a", ["a", "z"], False),
    ],
)
def test_an_answer_is_right_only_in_full(right: str, chosen: list[str], expected: bool) -> None:
    assert is_right(make(right), chosen) is expected


@pytest.mark.parametrize(
    ("right", "total", "percent"),
    [(0, 10, 0), (1, 3, 33), (2, 3, 66), (4, 5, 80), (7999, 10_000, 79), (10, 10, 100), (0, 0, 0)],
)
def test_the_percentage_is_rounded_down(right: int, total: int, percent: int) -> None:
    assert Mark(right, total).percent == percent


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
    assert Mark(right, total).passes(pass_mark) is passes


def test_an_unanswered_question_is_wrong() -> None:
    questions = [make("a", key="first"), make("b", key="second")]

    assert mark(questions, {"first": ["a"]}) == Mark(right=1, total=2)


def test_answers_to_other_questions_do_not_count() -> None:
    assert mark([make("a", key="first")], {"second": ["a"]}) == Mark(right=0, total=1)


@pytest.mark.parametrize(
    ("kind", "chosen", "kept"),
    [
        ("multiple", ["c", "a"], ["a", "c"]),
        ("multiple", ["a", "a"], ["a"]),
        ("multiple", ["a", "x", ""], ["a"]),
        ("single", ["b", "a"], ["a"]),
        ("single", ["x"], []),
        ("true-false", ["b"], ["b"]),
        ("single", [], []),
    ],
)
def test_only_choices_that_exist_are_kept(kind: str, chosen: list[str], kept: list[str]) -> None:
    assert keep_valid(make("a", kind=kind), chosen) == kept


@given(
    right=st.sets(st.sampled_from(KEYS), min_size=1),
    chosen=st.sets(st.sampled_from(KEYS)),
    order=st.permutations(KEYS),
)
def test_the_order_of_choices_never_changes_the_mark(
    right: set[str], chosen: set[str], order: list[str]
) -> None:
    shown = make("".join(right), of="".join(order))

    assert is_right(shown, [key for key in order if key in chosen]) is (chosen == right)


@given(total=st.integers(1, 10_000), data=st.data(), pass_mark=st.integers(1, 100))
def test_the_percentage_never_rounds_up(total: int, data: st.DataObject, pass_mark: int) -> None:
    result = Mark(data.draw(st.integers(0, total)), total)

    assert result.percent * total <= result.right * 100 < (result.percent + 1) * total
    assert result.passes(pass_mark) is (result.percent >= pass_mark)


@given(total=st.integers(1, 100_000))
def test_one_answer_short_of_eighty_never_passes(total: int) -> None:
    needed = -(-total * 80 // 100)

    assert Mark(needed, total).passes(80)
    assert not Mark(needed - 1, total).passes(80)
