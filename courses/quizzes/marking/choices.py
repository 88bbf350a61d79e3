"""Marking single choice, true or false, and multiple response.

Single: the weight of the chosen choice, never below 0.
Multiple, per choice: each right choice adds its weight, or 1/R of R right ones; each wrong one
takes its weight, or 1/R; never below 0. This is “right minus wrong” (correction for guessing), the
rule of QTI's map_response with a lower bound of 0, and of Moodle's multiple-answer questions.
Multiple, all or nothing: every right choice and no wrong one (Moodle's all-or-nothing type; QTI's
match_correct).
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from courses.quizzes.marking.weights import FULL, NONE, share

Content = Mapping[str, Any]


def credit(question: Content, answer: list[str]) -> Fraction:
    """Return the share that the chosen keys earn."""
    chosen = set(answer)
    if not chosen:
        return NONE
    if question["kind"] != "multiple":
        return sum(
            (_single(choice) for choice in question["choices"] if choice["key"] in chosen), NONE
        )
    if question.get("rule", "all-or-nothing") == "all-or-nothing":
        return FULL if chosen == {choice["key"] for choice in _right(question)} else NONE
    return sum(_earned(question, chosen), NONE)


def clean_answer(question: Content, raw: Any) -> list[str]:
    """Return the choices that exist, once each, in the question's order; one at most unless it
    takes several."""
    wanted = (
        {key for key in raw if isinstance(key, str)} if isinstance(raw, list | tuple) else set()
    )
    kept = [choice["key"] for choice in question["choices"] if choice["key"] in wanted]
    return kept if question["kind"] == "multiple" else kept[:1]


def _single(choice: Content) -> Fraction:
    return share(choice, otherwise=FULL if choice.get("is_right") else NONE)


def _is_right(choice: Content) -> bool:
    return share(choice, otherwise=NONE) > 0 if "weight" in choice else bool(choice.get("is_right"))


def _right(question: Content) -> list[Content]:
    return [choice for choice in question["choices"] if _is_right(choice)]


def _earned(question: Content, chosen: set[str]) -> Iterable[Fraction]:
    """A wrong choice without a weight, or with a weight of 0, takes what a right one gives."""
    count = len(_right(question))
    each = Fraction(1, count) if count else NONE
    for choice in question["choices"]:
        if choice["key"] in chosen:
            is_right = _is_right(choice)
            weight = share(choice, otherwise=NONE)
            yield weight if weight else (each if is_right else -each)
