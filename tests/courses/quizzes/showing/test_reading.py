"""Answers are read from the fields of a form, kind by kind; nothing that is sent is an error."""

from typing import Any

import pytest
from django.http import QueryDict

from courses.quizzes.marking import clean_answer
from courses.quizzes.showing.reading import moved, read_answer
from tests.courses.quizzes.samples import (
    EVERY,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SINGLE,
    TEXT,
    VIGNETTE,
)

LONG = "x" * 5000


@pytest.mark.parametrize(
    ("question", "sent", "expected"),
    [
        (SINGLE, "answer=b", ["b"]),
        (SINGLE, "answer=b&answer=a", ["a"]),
        (SINGLE, "", []),
        (SINGLE, "answer=z", []),
        (MULTIPLE, "answer=c&answer=a", ["a", "c"]),
        (MULTIPLE, f"answer=c&answer={LONG}", ["c"]),
        (MATCHING, "answer-a=d&answer-b=&answer-c=a", {"a": "d", "c": "a"}),
        (MATCHING, "answer-a=zz&answer-z=a&answer=a", {}),
        (ORDERING, "order=b&order=a&order=d&order=c", ["b", "a", "d", "c"]),
        (ORDERING, "order=b&order=b&order=q", ["b"]),
        (ORDERING, "order=b&order=a&order=d&order=c&move=up-d", ["b", "d", "a", "c"]),
        (ORDERING, "order=b&order=a&order=d&order=c&move=p1-up-d", ["b", "a", "d", "c"]),
        (NUMERIC, "answer= 12,5 ", "12,5"),
        (NUMERIC, "answer=about twelve", "about twelve"),
        (NUMERIC, f"answer={LONG}", ""),
        (TEXT, "answer=  Nervus   vagus ", "Nervus vagus"),
        (TEXT, "answer=%00", ""),
        (VIGNETTE, "p1-answer=b&p2-answer=12", {"single": ["b"], "numeric": "12"}),
        (VIGNETTE, "p2-answer=12&p3-answer=1&answer=b", {"numeric": "12"}),
    ],
)
def test_an_answer_is_read(question: dict[str, Any], sent: str, expected: Any) -> None:
    assert clean_answer(question, read_answer(question, QueryDict(sent))) == expected


def test_a_part_reads_its_own_moves() -> None:
    case = {**VIGNETTE, "questions": [SINGLE, ORDERING]}
    sent = QueryDict("p2-order=a&p2-order=b&move=p2-down-a")

    assert read_answer(case, sent)["ordering"] == ["b", "a"]


@pytest.mark.parametrize("question", EVERY)
@pytest.mark.parametrize(
    "sent", ["answer=" + "%F0%9F%92%A9" * 50, "order=" * 50, "move=up-", "&&&"]
)
def test_nothing_sent_is_an_error(question: dict[str, Any], sent: str) -> None:
    clean_answer(question, read_answer(question, QueryDict(sent)))


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ("up-b", "bac"),
        ("down-b", "acb"),
        ("up-a", "abc"),
        ("down-c", "abc"),
        ("up-z", "abc"),
        ("b", "abc"),
        ("", "abc"),
    ],
)
def test_a_move_is_by_one_place(move: str, expected: str) -> None:
    assert "".join(moved(list("abc"), move)) == expected
