"""The statistics of a whole quiz, from its counted marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from courses.attempts.analysis.series import (
    Counted,
    deviation,
    mean,
    median,
    ratio,
    size,
    skewness,
    variance,
)


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """What the marks of a quiz say. Marks are shares, 0 to 1; the page prints per cent.

    consistency: the coefficient of internal consistency, 1 at most (Cronbach's alpha: L. J.
        Cronbach, “Coefficient alpha and the internal structure of tests”, Psychometrika 16, 1951).
        None where learners were asked different questions: it compares the same ones.
    error: the standard error of a mark, SD √(1 - alpha): two marks nearer than that say nothing
        about who knows more.
    """

    attempts: int
    passed: int
    mean: float | None
    median: float | None
    deviation: float | None
    skewness: float | None
    consistency: float | None
    error: float | None


def quiz_statistics(
    marks: Counted, *, passed: int, item_variances: Iterable[float | None] | None
) -> QuizStatistics:
    """Work out a quiz's statistics from its marks and the variances of its questions' points, each
    as a share of the whole; without these where attempts asked different questions. Nothing raises:
    what cannot be told is None."""
    spread, alpha = deviation(marks), None
    if item_variances is not None:
        alpha = consistency(list(item_variances), variance(marks))
    return QuizStatistics(
        attempts=size(marks),
        passed=passed,
        mean=mean(marks),
        median=median(marks),
        deviation=spread,
        skewness=skewness(marks),
        consistency=alpha,
        error=None if alpha is None or spread is None else spread * sqrt(max(0.0, 1 - alpha)),
    )


def consistency(items: list[float | None], whole: float | None) -> float | None:
    """Return P / (P - 1) · (1 - Σ V(item) / V(whole)) for P questions; None for fewer than two, or
    if the marks do not vary."""
    known = [variance for variance in items if variance is not None]
    share = ratio(sum(known), whole)
    if len(known) < 2 or len(known) < len(items) or share is None:
        return None
    return len(known) / (len(known) - 1) * (1 - share)
