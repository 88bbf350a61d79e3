"""How long a period is."""

import calendar
from datetime import UTC, datetime, timedelta
from typing import Any

DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}


def end_of_period(start: int, recurring: dict[str, Any]) -> int:
    """Return when a period that starts now ends: on the same day, or the month's last."""
    begin, count = datetime.fromtimestamp(start, UTC), recurring["interval_count"]
    if recurring["interval"] in DAYS:
        return int((begin + timedelta(days=DAYS[recurring["interval"]] * count)).timestamp())
    months = begin.month - 1 + MONTHS[recurring["interval"]] * count
    year, month = begin.year + months // 12, months % 12 + 1
    day = min(begin.day, calendar.monthrange(year, month)[1])
    return int(begin.replace(year=year, month=month, day=day).timestamp())
