"""Facts as documents show them: dates in words, text in characters that we can print."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cpd.printing.fonts import printable


def long_date(day: date) -> str:
    """Return a date in words, for example 9 March 2026."""
    return f"{day.day} {day:%B %Y}"


def all_printable(value: Any) -> Any:
    """Return a fact with every text in it made printable."""
    if isinstance(value, Mapping):
        return {key: all_printable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [all_printable(part) for part in value]
    return printable(value) if isinstance(value, str) else value
