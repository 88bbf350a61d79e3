"""Dates in words."""

from contextlib import suppress
from datetime import date, datetime


def long_date(day: date) -> str:
    """Return a date as all pages print it: 1 January 2026."""
    return f"{day.day} {day:%B %Y}"


def loose_date(text: str) -> str:
    """Return in words a date that may lack its day or month: 2021-06-30, 2021-06, 2021."""
    with suppress(ValueError):
        return long_date(date.fromisoformat(text))
    with suppress(ValueError):
        return f"{datetime.strptime(text, '%Y-%m'):%B %Y}"  # noqa: DTZ007 a month has no zone
    return text
