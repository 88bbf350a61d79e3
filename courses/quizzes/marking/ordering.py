"""Marking ordering.

All or nothing: every item in its place.
Adjacent: of the neighbours in the right order, one fewer than the items, the share that follow each
other in the answer (Moodle's “relative to the next item, excluding last”). A whole run moved by one
place then loses little, where counting places would give nothing.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from courses.quizzes.marking.weights import FULL, NONE

Content = Mapping[str, Any]


def credit(question: Content, answer: list[str]) -> Fraction:
    """Return the share that an order earns; one that leaves items out earns by what is there."""
    order = list(question["order"])
    if answer == order:
        return FULL if order else NONE
    if question.get("rule", "all-or-nothing") != "adjacent" or len(order) < 2:
        return NONE
    neighbours = set(pairwise(answer))
    right = sum(both in neighbours for both in pairwise(order))
    return Fraction(right, len(order) - 1)


def clean_answer(question: Content, raw: Any) -> list[str]:
    """Return the items that exist, once each, in the answer's order."""
    known = {item["key"] for item in question["items"]}
    entries = raw[: 2 * len(known)] if isinstance(raw, list | tuple) else []
    kept = (key for key in entries if isinstance(key, str) and key in known)
    return list(dict.fromkeys(kept))
