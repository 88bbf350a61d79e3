"""The mark of an attempt, as a pure function of questions and answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from courses.quizzes.marking import credit

PERCENT = 100
MICRO = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Mark:
    """Points earned of points possible, exactly; and how many questions were fully right, of how
    many."""

    earned: Fraction
    possible: Fraction
    right: int
    total: int

    @property
    def percent(self) -> int:
        """The mark in whole per cent, rounded down, so that 79.9 never passes at 80."""
        return int(self.earned * PERCENT / self.possible) if self.possible else 0

    def passes(self, pass_mark: int) -> bool:
        """Whether the mark reaches the pass mark, compared exactly."""
        return self.possible > 0 and self.earned * PERCENT >= pass_mark * self.possible


def mark(questions: Iterable[Mapping[str, Any]], answers: Mapping[str, Any]) -> Mark:
    """Mark the drawn questions by their points; an unanswered one earns none."""
    shares = [
        (credit(question, answers.get(question["key"])), points(question)) for question in questions
    ]
    return Mark(
        earned=sum((share * worth for share, worth in shares), Fraction(0)),
        possible=sum((worth for _, worth in shares), Fraction(0)),
        right=sum(share == 1 for share, _ in shares),
        total=len(shares),
    )


def points(question: Mapping[str, Any]) -> Fraction:
    """Return what a question counts for; 1 where it names nothing, as before there were points."""
    return Fraction(str(question.get("points", 1)))


def rounded(value: Fraction, step: Decimal = MICRO) -> Decimal:
    """Return a fraction as a decimal, rounded down to a step."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(step, rounding=ROUND_DOWN)
