"""Counting the answers to one question as they stream by."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.attempts.analysis.options import is_typed, taken

Content = Mapping[str, Any]
MOST_TYPED = 500  # different texts that are counted by themselves; later ones are “others”
OTHERS = "\0others"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a question, or several that are alike: its credit, 0 to 1; the points it counts
    for; the points that the whole attempt earned, and could have. Without its question version the
    answer itself is not looked at."""

    credit: float
    points: float
    earned: float
    possible: float
    answer: Any = None
    is_counted: bool = True

    @property
    def weight(self) -> float:
        """Its share of the points of the quiz, 0 to 1; none where it is left out of the mark."""
        return self.points / self.possible if self.is_counted and self.possible else 0.0

    @property
    def total(self) -> float:
        """The mark of the whole attempt, 0 to 1."""
        return self.earned / self.possible if self.possible else 0.0

    @property
    def rest(self) -> float | None:
        """The mark of the other questions, 0 to 1; None where there is no other. A share, so that
        attempts that drew other questions, for other points, can be laid side by side; where all
        have the same it correlates exactly as points would."""
        own = self.points if self.is_counted else 0.0
        others = self.possible - own
        if others <= 0:
            return None
        return round((self.earned - self.credit * own) / others, 9)


@dataclass(slots=True)
class Tally:
    """The answers to one question version, counted: what its statistics are worked out from. Memory
    grows with the different marks, not with the answers."""

    content: Content | None = None
    credits: Counter[float] = field(default_factory=Counter)
    with_rest: Counter[tuple[float, float]] = field(default_factory=Counter)
    with_total: Counter[tuple[float, float]] = field(default_factory=Counter)
    weights: Counter[float] = field(default_factory=Counter)
    rests: Counter[float] = field(default_factory=Counter)
    options: dict[tuple[str, str], Counter[float | None]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    left_empty: int = 0
    left_out: int = 0

    def add(self, answered: Answered, times: int = 1) -> None:
        """Count an answer, or as many as are alike."""
        self.credits[answered.credit] += times
        self.weights[answered.weight] += times
        self.with_total[round(answered.credit * answered.weight, 9), answered.total] += times
        self.left_out += 0 if answered.is_counted else times
        if answered.rest is not None:
            self.rests[answered.rest] += times
            self.with_rest[answered.credit, answered.rest] += times
        if self.content is not None:
            self._count_options(self.content, answered, times)

    def _count_options(self, content: Content, answered: Answered, times: int) -> None:
        options = taken(content, answered.answer)
        self.left_empty += 0 if options else times
        for place, key in options:
            is_new = (place, key) not in self.options
            if is_new and is_typed(content) and len(self.options) >= MOST_TYPED:
                key = OTHERS
            self.options[place, key][answered.rest] += times
