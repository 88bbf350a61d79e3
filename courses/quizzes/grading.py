"""Marking, as pure functions of question and answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """How many questions were answered right, of how many."""

    right: int
    total: int

    @property
    def percent(self) -> int:
        """The mark in whole per cent, rounded down, so that 79.9 never passes at 80."""
        return self.right * PERCENT // self.total if self.total else 0

    def passes(self, pass_mark: int) -> bool:
        """Whether the mark reaches the pass mark, compared exactly."""
        return self.total > 0 and self.right * PERCENT >= pass_mark * self.total


def is_right(question: Mapping[str, Any], chosen: Iterable[str]) -> bool:
    """All or nothing: every right choice and no wrong one."""
    keys = {choice["key"] for choice in question["choices"] if choice["is_right"]}
    return set(chosen) == keys


def mark(questions: Iterable[Mapping[str, Any]], answers: Mapping[str, list[str]]) -> Mark:
    """Mark the drawn questions; an unanswered one is wrong."""
    results = [is_right(question, answers.get(question["key"], [])) for question in questions]
    return Mark(right=sum(results), total=len(results))


def keep_valid(question: Mapping[str, Any], chosen: Iterable[str]) -> list[str]:
    """Return the choices that exist, once each, in the question's order; one at most unless it
    takes several."""
    wanted = set(chosen)
    kept = [choice["key"] for choice in question["choices"] if choice["key"] in wanted]
    return kept if question["kind"] == "multiple" else kept[:1]
