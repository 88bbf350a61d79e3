"""Marking matching: the share of left sides that got their partner. A wrong pair takes nothing
(Moodle's rule for matching)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from courses.quizzes.marking.weights import NONE

Content = Mapping[str, Any]


def credit(question: Content, answer: Mapping[str, str]) -> Fraction:
    """Return the share of right pairs. Rights with the same text are the same partner."""
    pairs = question["pairs"]
    if not pairs:
        return NONE
    texts = {right["key"]: right.get("text", right["key"]) for right in question["rights"]}
    right = sum(
        left in answer and texts.get(answer[left]) == texts.get(partner, partner)
        for left, partner in pairs.items()
    )
    return Fraction(right, len(pairs))


def clean_answer(question: Content, raw: Any) -> dict[str, str]:
    """Return the pairs whose two sides exist."""
    if not isinstance(raw, Mapping):
        return {}
    rights = {right["key"] for right in question["rights"]}
    return {
        left["key"]: raw[left["key"]]
        for left in question["lefts"]
        if isinstance(raw.get(left["key"]), str) and raw[left["key"]] in rights
    }
