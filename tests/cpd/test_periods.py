"""Days of reports, and their sums by week and month."""

from datetime import date, datetime

import pytest

from cpd.periods import Grain, Period, day_of, moment_of

NEW_YEAR = Period(date(2025, 12, 30), date(2026, 1, 6))


def test_a_period_has_its_days_in_sydney() -> None:
    begin, end = Period(date(2026, 3, 2), date(2026, 3, 2)).moments

    assert begin.isoformat() == "2026-03-02T00:00:00+11:00"
    assert end.isoformat() == "2026-03-03T00:00:00+11:00"


@pytest.mark.parametrize(
    ("grain", "starts"),
    [
        (Grain.WEEK, [date(2025, 12, 29), date(2026, 1, 5)]),
        (Grain.MONTH, [date(2025, 12, 1), date(2026, 1, 1)]),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first(grain: Grain, starts: list[date]) -> None:
    assert list(NEW_YEAR.starts(grain)) == starts


def test_counts_are_summed_and_gaps_are_nought() -> None:
    counts = [(date(2025, 12, 31), 2), (date(2026, 1, 2), 3)]

    assert NEW_YEAR.counted(counts, Grain.WEEK) == {date(2025, 12, 29): 5, date(2026, 1, 5): 0}


@pytest.mark.parametrize(
    ("hour", "day"),
    [
        ("2026-03-01 12", date(2026, 3, 1)),
        ("2026-03-01 13", date(2026, 3, 2)),  # summer time, eleven hours ahead
        ("2026-07-01 13", date(2026, 7, 1)),
        ("2026-07-01 14", date(2026, 7, 2)),
    ],
)
def test_an_hour_in_utc_lies_on_a_day_in_sydney(hour: str, day: date) -> None:
    assert day_of(hour) == day


def test_a_moment_is_told_where_the_books_are_kept() -> None:
    assert moment_of("2026-03-01 13:05") == datetime(2026, 3, 2, 0, 5)  # noqa: DTZ001 a table's
    assert moment_of(None) is None
