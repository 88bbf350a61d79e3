"""Which questions an attempt asks: fixed ones, and draws that never take one twice."""

from random import Random
from typing import Any

import pytest

from courses.quizzes.drawing import draw


def quiz(*slots: dict[str, Any], of: str = "abcdef", shuffles: bool = False) -> dict[str, Any]:
    questions = [{"key": key, "kind": "text", "answers": []} for key in of]
    return {"questions": questions, "slots": list(slots), "shuffles_questions": shuffles}


def fixed(key: str) -> dict[str, Any]:
    return {"question": key}


def drawn(count: int, of: str, *, prefers_unseen: bool = False) -> dict[str, Any]:
    return {"draw": count, "from": list(of), "prefers_unseen": prefers_unseen}


def keys(content: dict[str, Any], seed: int = 0, seen: str = "") -> str:
    chance = Random(seed)  # noqa: S311 no secret
    return "".join(entry["question"] for entry in draw(content, chance, seen=set(seen)))


def test_slots_are_asked_in_order() -> None:
    asked = keys(quiz(fixed("f"), drawn(1, "bc"), fixed("a")))

    assert asked in {"fba", "fca"}


def test_every_question_of_a_pool_is_drawn_at_times() -> None:
    assert {keys(quiz(drawn(1, "abc")), seed) for seed in range(60)} == set("abc")


@pytest.mark.parametrize("seed", range(40))
def test_no_question_is_asked_twice(seed: int) -> None:
    asked = keys(quiz(drawn(2, "abc"), fixed("a"), drawn(2, "bcde"), fixed("a")), seed)

    assert sorted(asked) == sorted(set(asked))
    assert len(asked) == 5


@pytest.mark.parametrize("seed", range(40))
def test_a_draw_leaves_to_another_what_only_that_may_take(seed: int) -> None:
    asked = keys(quiz(drawn(2, "abcd"), drawn(2, "abe"), drawn(1, "ae"), drawn(1, "f")), seed)

    assert sorted(asked) == list("abcdef")


def test_a_draw_asks_no_more_than_there_are() -> None:
    assert sorted(keys(quiz(drawn(9, "abc")))) == list("abc")


@pytest.mark.parametrize("seed", range(20))
def test_unseen_questions_come_first_where_preferred(seed: int) -> None:
    content = quiz(drawn(2, "abcd", prefers_unseen=True))

    assert set(keys(content, seed, seen="ab")) == set("cd")
    assert "d" in keys(content, seed, seen="abc")


def test_seen_questions_are_drawn_like_others_unless_told() -> None:
    content = quiz(drawn(1, "ab"))

    assert {keys(content, seed, seen="a") for seed in range(40)} == set("ab")


def test_questions_are_shuffled_where_the_quiz_says_so() -> None:
    content = quiz(fixed("a"), fixed("b"), fixed("c"), shuffles=True)

    assert len({keys(content, seed) for seed in range(60)}) == 6


def test_an_older_quiz_asks_every_question_in_order() -> None:
    content = {"questions": quiz(of="cab")["questions"]}

    assert keys(content) == "cab"
