"""Weights in per cent as exact shares."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

FULL = Fraction(1)
NONE = Fraction(0)
THIRD_PLACES = Fraction(1, 100_000)


def share(entry: Mapping[str, Any], *, otherwise: Fraction) -> Fraction:
    """Return an entry's weight as a share; “33.33333”, a third cut to five places as Moodle writes
    it, counts as a third exactly."""
    given = entry.get("weight")
    if given is None or given == "":
        return otherwise
    exact = Fraction(Decimal(str(given))) / 100
    near = exact.limit_denominator(20)
    return near if abs(near - exact) < THIRD_PLACES / 100 else exact
