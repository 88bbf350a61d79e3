"""Days of reports: periods, and counts by day, week or month where the books are kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, Func

ZONE = ZoneInfo("Australia/Sydney")  # where the books are kept; whole hours from UTC all year


class Grain(StrEnum):
    """How wide a bar of a report is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def start(self, day: date) -> date:
        """Return the first day of the day's bar; weeks begin on Monday."""
        if self is Grain.WEEK:
            return day - timedelta(days=day.weekday())
        return day.replace(day=1) if self is Grain.MONTH else day

    def following(self, start: date) -> date:
        """Return where the next bar begins."""
        if self is Grain.MONTH:
            return (start + timedelta(days=32)).replace(day=1)
        return start + timedelta(days=7 if self is Grain.WEEK else 1)

    def words(self, start: date) -> str:
        """Return a bar's name as people read it."""
        if self is Grain.MONTH:
            return f"{start:%B %Y}"
        day = f"{start:%-d %B %Y}"
        return f"Week of {day}" if self is Grain.WEEK else day


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, both included, where the books are kept."""

    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it begins, and when it has ended."""
        begin = datetime.combine(self.first, time.min, ZONE)
        return begin, datetime.combine(self.last + timedelta(days=1), time.min, ZONE)

    @property
    def days(self) -> list[date]:
        """Its days."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def starts(self, grain: Grain) -> Iterator[date]:
        """Yield where each bar of it begins; the first may begin before the period."""
        start = grain.start(self.first)
        while start <= self.last:
            yield start
            start = grain.following(start)

    def counted(self, counts: Iterable[tuple[date, int]], grain: Grain) -> dict[date, int]:
        """Return the counts of days summed by bar, with a zero where there is nothing."""
        sums = dict.fromkeys(self.starts(grain), 0)
        for day, count in counts:
            sums[grain.start(day)] += count
        return sums


class UtcHour(Func):
    """A moment's hour in UTC as text, to group by. The database groups hundreds of thousands of
    rows by it at once, where SQLite would call Python for each row's day in a zone."""

    output_field = CharField()
    template = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite keeps moments as text in UTC."""
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 13)")


class UtcMinute(Func):
    """A moment in UTC as text, up to its minute; read by `moment_of`, at a fifth of the price of a
    moment that Django makes for each row."""

    output_field = CharField()
    template = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite keeps moments as text in UTC."""
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 16)")


def moment_of(minute: str | None) -> datetime | None:
    """Return where the books are kept, without a zone, a moment as `UtcMinute` gives it."""
    return _hour(minute[:13]).replace(minute=int(minute[14:])) if minute else None


@lru_cache(maxsize=2**15)  # more hours than three years have
def _hour(hour: str) -> datetime:
    moment = datetime.fromisoformat(f"{hour}:00+00:00").astimezone(ZONE)
    return moment.replace(tzinfo=None)


def day_of(hour: str) -> date:
    """Return the day, where the books are kept, of an hour in UTC as `UtcHour` gives it."""
    return _hour(hour).date()
