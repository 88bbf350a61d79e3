"""What is in a question is shown in an order drawn for each attempt, under new letters; the mark
knows nothing of it."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.arranging import arrange, arranged, authored
from courses.quizzes.keys import right_answer
from courses.quizzes.marking import clean_answer, credit
from tests.courses.quizzes.samples import (
    EVERY,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SINGLE,
    TEXT,
    TRUE_FALSE,
    VIGNETTE,
)

seeds = st.integers(0, 2**32).map(Random)
letters = st.sampled_from("abcdez")
answers = st.one_of(
    st.lists(letters, max_size=6),
    st.dictionaries(letters, letters, max_size=6),
    st.sampled_from(["12.5", "13,0 mmHg", "vagus nerve", "tenth", ""]),
    st.fixed_dictionaries({}, optional={"single": st.lists(letters), "numeric": st.just("12")}),
)


def orders(question: dict[str, Any], name: str) -> set[tuple[str, ...]]:
    chance = Random(7)  # noqa: S311 no secret
    return {tuple(arrange(question, chance)[name]) for _ in range(300)}


@given(st.sampled_from(EVERY), answers, seeds)
def test_the_order_never_changes_a_mark(
    question: dict[str, Any], answer: Any, chance: Random
) -> None:
    arrangement = arrange(question, chance)
    shown = arranged(question, arrangement)
    given_answer = clean_answer(shown, answer)

    own = authored(question, arrangement, given_answer)

    assert credit(shown, given_answer) == credit(question, own)


@given(st.sampled_from(EVERY), seeds)
def test_any_arrangement_can_be_answered_rightly(question: dict[str, Any], chance: Random) -> None:
    shown = arranged(question, arrange(question, chance))

    assert credit(shown, right_answer(shown)) == 1


@given(st.sampled_from(EVERY), answers, seeds)
def test_a_mark_is_never_below_nothing_or_above_all(
    question: dict[str, Any], answer: Any, chance: Random
) -> None:
    assert 0 <= credit(arranged(question, arrange(question, chance)), answer) <= 1


@pytest.mark.parametrize(
    ("question", "name", "count"),
    [(SINGLE, "choices", 24), (MULTIPLE, "choices", 24), (MATCHING, "rights", 24)],
)
def test_every_order_is_drawn(question: dict[str, Any], name: str, count: int) -> None:
    assert len(orders(question, name)) == count


def test_items_never_stand_in_their_right_order() -> None:
    assert orders(ORDERING, "items").isdisjoint({tuple("abcd")})
    assert len(orders(ORDERING, "items")) == 23


def test_two_items_are_turned_round() -> None:
    two = {**ORDERING, "items": ORDERING["items"][:2], "order": ["a", "b"]}

    assert orders(two, "items") == {("b", "a")}


@pytest.mark.parametrize(
    ("question", "fixed"),
    [
        (TRUE_FALSE, {("a", "b")}),
        ({**SINGLE, "shuffle": "none"}, {tuple("abcd")}),
    ],
)
def test_some_orders_are_kept_as_written(
    question: dict[str, Any], fixed: set[tuple[str, ...]]
) -> None:
    assert orders(question, "choices") == fixed


def test_the_last_choice_stays_last_where_it_must() -> None:
    drawn = orders({**SINGLE, "shuffle": "keep-last"}, "choices")

    assert {order[-1] for order in drawn} == {"d"}
    assert len(drawn) == 6


def test_choices_are_lettered_as_shown() -> None:
    shown = arranged(SINGLE, {"question": "single", "choices": list("dbca")})

    assert [(choice["key"], choice["text"][-1]) for choice in shown["choices"]] == [
        ("a", "d"),
        ("b", "b"),
        ("c", "c"),
        ("d", "a"),
    ]


def test_pairs_and_order_follow_the_letters() -> None:
    matching = arranged(MATCHING, {"rights": list("dcba")})
    ordering = arranged(ORDERING, {"items": list("cadb")})

    assert matching["pairs"] == {"a": "d", "b": "c", "c": "b"}
    assert ordering["order"] == ["b", "d", "a", "c"]


@pytest.mark.parametrize(
    ("question", "arrangement", "answer", "expected"),
    [
        (MULTIPLE, {"choices": list("dbca")}, ["a", "d"], ["a", "d"]),
        (MULTIPLE, {"choices": list("dbca")}, ["b", "c"], ["b", "c"]),
        (SINGLE, {"choices": list("bcda")}, ["a"], ["b"]),
        (MATCHING, {"rights": list("dcba")}, {"a": "d", "b": "a"}, {"a": "a", "b": "d"}),
        (ORDERING, {"items": list("cadb")}, ["b", "d", "a", "c"], list("abcd")),
        (NUMERIC, {}, "12,5", "12,5"),
        (TEXT, {}, "Vagus", "Vagus"),
        (
            VIGNETTE,
            {"questions": [{"question": "single", "choices": list("dcba")}]},
            {"single": ["a"], "numeric": "1"},
            {"single": ["d"], "numeric": "1"},
        ),
    ],
)
def test_answers_are_kept_in_the_authors_letters(
    question: dict[str, Any], arrangement: dict[str, Any], answer: Any, expected: Any
) -> None:
    assert authored(question, arrangement, answer) == expected
