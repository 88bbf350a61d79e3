"""Days and ends in words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from cpd.dates import last_day, until

SYDNEY, LONDON = ZoneInfo("Australia/Sydney"), ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("end", "zone", "words"),
    [
        ("2026-12-24T13:00", SYDNEY, "until the end of 24 Dec 2026, AEDT"),
        ("2026-12-25T00:00", LONDON, "until the end of 24 Dec 2026, GMT"),
        ("2026-12-24T13:00", LONDON, "until 24 Dec 2026, 13:00 GMT"),
        ("2027-04-03T13:00", SYDNEY, "until the end of 3 Apr 2027, AEDT"),  # clocks change after
        ("2027-04-04T14:00", SYDNEY, "until the end of 4 Apr 2027, AEST"),
    ],
)
def test_an_end_is_told_by_the_day_that_people_name(end: str, zone: ZoneInfo, words: str) -> None:
    assert until(datetime.fromisoformat(end).replace(tzinfo=UTC), zone) == words


def test_a_moment_within_a_day_is_no_last_day() -> None:
    end = datetime(2026, 12, 24, 13, tzinfo=UTC)

    assert last_day(end, SYDNEY) == date(2026, 12, 24)
    assert last_day(end, LONDON) is None
