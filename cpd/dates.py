"""Dates in words."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta, tzinfo


def long_date(day: date) -> str:
    """Return a date as all pages print it: 1 January 2026."""
    return f"{day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """Return a date as lists and timelines print it: 1 Jan 2026."""
    return f"{day.day} {day:%b %Y}"


def last_day(end: datetime, zone: tzinfo) -> date | None:
    """Return the day at whose end a moment is; None for a moment within a day."""
    local = end.astimezone(zone)
    return local.date() - timedelta(days=1) if local.time() == time() else None


def until(end: datetime, zone: tzinfo) -> str:
    """Return in words until when something lasts, by the day that people name: until the end of 24
    Dec 2026, AEDT."""
    local = end.astimezone(zone)
    day = last_day(end, zone)
    if day is None:
        return f"until {short_date(local)}, {local:%H:%M %Z}"
    return f"until the end of {short_date(day)}, {local - timedelta(seconds=1):%Z}"


def loose_date(text: str) -> str:
    """Return in words a date that may lack its day or month: 2021-06-30, 2021-06, 2021."""
    with suppress(ValueError):
        return long_date(date.fromisoformat(text))
    with suppress(ValueError):
        return f"{datetime.strptime(text, '%Y-%m'):%B %Y}"  # noqa: DTZ007 a month has no zone
    return text
