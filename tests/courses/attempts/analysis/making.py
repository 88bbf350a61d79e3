"""Answers made up, for statistics of them."""

from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, settings

from courses.attempts.analysis.items import ItemStatistics, item_statistics
from courses.attempts.analysis.tallies import Answered, Tally

# A busy machine is no failure, and sixty cases show what a hundred do.
calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CHOICES = ("a", "b", "c", "d")


def single(right: str = "a", **values: Any) -> dict[str, Any]:
    """Return the content of a question with four choices."""
    choices = [
        {"key": key, "text": f"Choice {key}", "is_right": key == right, "feedback": ""}
        for key in CHOICES
    ]
    return {"key": "q", "kind": "single", "stem": "Which?", "choices": choices, **values}


def tally_of(content: dict[str, Any], answers: Iterable[tuple[Any, float, float]]) -> Tally:
    """Count answers, each with its credit and the points of nine other questions."""
    tally = Tally(content)
    for answer, credit, rest in answers:
        tally.add(Answered(credit, 1.0, credit + rest, 10.0, answer))
    return tally


def chosen(content: dict[str, Any], *groups: tuple[str, int, float]) -> ItemStatistics:
    """Return the statistics of a single choice that groups of learners took: the choice, how many
    they are, the points they have elsewhere."""
    rights = {choice["key"] for choice in content["choices"] if choice["is_right"]}
    answers = [
        ([key] if key else [], float(key in rights), rest)
        for key, count, rest in groups
        for _ in range(count)
    ]
    return item_statistics(tally_of(content, answers))
