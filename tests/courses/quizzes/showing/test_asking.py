"""While it is answered, a question shows what is asked and what was answered, nothing else."""

import json
from typing import Any

import pytest

from courses.quizzes.showing.asking import ask, is_whole, unreadable
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

SECRETS = ("12.5", "0.5", "tenth", "Just so", "is_right", "weight", "pairs", "feedback", "SECRET")


def secretive(value: Any) -> Any:
    """Add an explanation and a feedback to whatever may have one."""
    if isinstance(value, list):
        return [secretive(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    inner = {name: secretive(entry) for name, entry in value.items()}
    return {**inner, "feedback": "SECRET", "explanation": "SECRET", "references": ["SECRET"]}


@pytest.mark.parametrize("question", EVERY)
def test_nothing_that_is_secret_is_shown(question: dict[str, Any]) -> None:
    shown = json.dumps(ask(secretive(question), None))

    assert [secret for secret in SECRETS if secret in shown] == []


def test_choices_show_what_was_chosen() -> None:
    shown = ask(SINGLE, ["c"])

    assert [choice["is_chosen"] for choice in shown["choices"]] == [False, False, True, False]
    assert {name for choice in shown["choices"] for name in choice} == {"key", "text", "is_chosen"}


def test_items_stand_in_the_order_given_and_those_left_out_follow() -> None:
    assert [item["key"] for item in ask(ORDERING, ["d", "b"])["items"]] == list("dbac")


def test_a_stem_is_escaped_and_its_markup_kept() -> None:
    plain, marked = {**TEXT, "stem": "1 < 2"}, {**TEXT, "stem_html": "1 <b>&lt;</b> 2"}

    assert ask(plain, "")["stem"] == "1 &lt; 2"
    assert ask(marked, "")["stem"] == "1 <b>&lt;</b> 2"


def test_the_marks_of_a_case_link_to_its_parts() -> None:
    shown = ask({**VIGNETTE, "stem": "<A> [[1]], [[2]], [[3]]"}, None)

    assert shown["stem"] == (
        '&lt;A&gt; <a class="part-mark" href="#part-1">1</a>, '
        '<a class="part-mark" href="#part-2">2</a>, [[3]]'
    )
    assert [part["prefix"] for part in shown["parts"]] == ["p1-", "p2-"]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (SINGLE, [], False),
        (MULTIPLE, ["a"], True),
        (MATCHING, {"a": "b"}, False),
        (MATCHING, {"a": "b", "b": "a", "c": "a"}, True),
        (ORDERING, list("abcd"), True),
        (TEXT, "", False),
        (VIGNETTE, {"single": ["a"]}, False),
        (VIGNETTE, {"single": ["a"], "numeric": "1"}, True),
        (VIGNETTE, None, False),
    ],
)
def test_all_of_a_question_has_to_be_answered(
    question: dict[str, Any], answer: Any, expected: bool
) -> None:
    assert is_whole(question, answer) is expected


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (NUMERIC, "12,5 mmHg", []),
        (NUMERIC, "about 12", ["answer"]),
        (NUMERIC, "", []),
        (TEXT, "about 12", []),
        (VIGNETTE, {"numeric": "x"}, ["p2-answer"]),
    ],
)
def test_what_is_no_number_is_noticed(
    question: dict[str, Any], answer: Any, expected: list[str]
) -> None:
    assert unreadable(question, answer) == expected
