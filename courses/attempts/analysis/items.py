"""The statistics of one question version, from its counted answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from courses.attempts.analysis.distractors import PlaceCount, places_of
from courses.attempts.analysis.options import guess_score
from courses.attempts.analysis.series import (
    correlation,
    covariance,
    deviation,
    greatest_covariance,
    mean,
    ratio,
    size,
)
from courses.attempts.analysis.tallies import Tally

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """What the answers to a question say about it. Shares are 0 to 1; the page prints per cent.

    attempts: how many attempts asked it, whether it was answered or not.
    facility: the mean credit (facility index; F in Moodle's “Quiz statistics calculations”).
    deviation: the standard deviation of the credit.
    discrimination: the correlation, -1 to 1, of the credit with the mark of the other questions
        (Moodle's discrimination index; the corrected item-total correlation of classical test
        theory).
    efficiency: the covariance of the two over the greatest that these two distributions allow
        (Moodle's discriminative efficiency), which does not punish a question for being easy.
    guess: what blind guessing earns on average, where the kind has it (Moodle's random guess
        score).
    weight: its mean share of the quiz's points (Moodle's intended question weight).
    influence: the square root of the covariance of its points with the whole mark; its share of the
        sum over a quiz is Moodle's effective question weight. None where it is negative.
    left_out: how many of the attempts do not count it, after a correction.
    """

    attempts: int
    facility: float | None
    deviation: float | None
    discrimination: float | None
    efficiency: float | None
    guess: float | None
    weight: float | None
    influence: float | None
    left_empty: int
    left_out: int
    places: list[PlaceCount]


def item_statistics(tally: Tally) -> ItemStatistics:
    """Work out a question's statistics. Nothing raises: what cannot be told is None."""
    content = tally.content
    pulled = covariance(tally.with_total)
    return ItemStatistics(
        attempts=size(tally.credits),
        facility=mean(tally.credits),
        deviation=deviation(tally.credits),
        discrimination=correlation(tally.with_rest),
        efficiency=ratio(covariance(tally.with_rest), greatest_covariance(tally.with_rest)),
        guess=guess_score(content) if content else None,
        weight=mean(tally.weights),
        influence=None if pulled is None or pulled < 0 else sqrt(pulled),
        left_empty=tally.left_empty,
        left_out=tally.left_out,
        places=places_of(tally) if content else [],
    )


def effective_weights(items: list[ItemStatistics]) -> list[float | None]:
    """Return of each question its share of what the questions together move the mark by, 0 to 1
    (Moodle's effective question weight): how much it really counts. None where it moves the mark
    the wrong way, or nothing moves."""
    whole = sum(item.influence or 0.0 for item in items)
    return [ratio(item.influence, whole) for item in items]
