"""Marking a vignette: the sum of its questions, each by its points (1 where it names none)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from courses.quizzes.marking.weights import NONE

Content = Mapping[str, Any]


def credit(
    question: Content, answer: Mapping[str, Any], mark: Callable[[Content, Any], Fraction]
) -> Fraction:
    """Return the points earned over the points there are; mark marks one question."""
    parts = [(points(part), part) for part in question["questions"]]
    whole = sum((worth for worth, _ in parts), NONE)
    earned = (worth * mark(part, answer.get(part["key"])) for worth, part in parts)
    return sum(earned, NONE) / whole if whole else NONE


def clean_answer(
    question: Content, raw: Any, clean: Callable[[Content, Any], Any]
) -> dict[str, Any]:
    """Return the cleaned answers of the questions that were answered."""
    given = raw if isinstance(raw, Mapping) else {}
    cleaned = {part["key"]: clean(part, given.get(part["key"])) for part in question["questions"]}
    return {key: answer for key, answer in cleaned.items() if answer}


def points(part: Content) -> Fraction:
    """Return what a question is worth."""
    return Fraction(Decimal(str(part.get("points", 1))))
