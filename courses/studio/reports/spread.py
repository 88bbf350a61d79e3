"""Medians and quartiles of values that the database has counted: exact, and as long as there are
different values, however many rows they come from."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """The values below which a quarter, half and three quarters lie, and how many there are."""

    count: int
    lower: float
    median: float
    upper: float

    @property
    def words(self) -> list[str]:
        """Lower quartile, median and upper quartile for a table."""
        return [f"{value:g}" for value in (self.lower, self.median, self.upper)]


def spread(counts: Mapping[int, int]) -> Spread | None:
    """Return the spread of counted values, with linear interpolation between neighbours (method 7
    of Hyndman and Fan, as spreadsheets' QUARTILE has it); None without values."""
    total = sum(counts.values())
    if not total:
        return None
    ordered = sorted(counts.items())
    lower, median, upper = (_quantile(ordered, (total - 1) * part / 4) for part in (1, 2, 3))
    return Spread(total, lower, median, upper)


def _quantile(ordered: list[tuple[int, int]], place: float) -> float:
    """Return the value at a place counted from nought, between two values in proportion."""
    whole = int(place)
    low, high = _at(ordered, whole), _at(ordered, whole + 1)
    return low + (high - low) * (place - whole)


def _at(ordered: list[tuple[int, int]], place: int) -> int:
    passed = 0
    for value, count in ordered:
        passed += count
        if place < passed:
            return value
    return ordered[-1][0]
