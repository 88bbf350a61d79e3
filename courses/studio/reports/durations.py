"""How long people take from the start of a round to its completion, in days."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F

from courses.studio.reports.selecting import Selection, titles
from courses.studio.reports.spread import Spread, spread
from courses.studio.reports.tables import Figure, Report, Row, Table, chart, percent, share

BANDS = (  # last day of each, and its name
    (0, "Same day"),
    (7, "1 to 7 days"),
    (14, "8 to 14 days"),
    (30, "15 to 30 days"),
    (60, "31 to 60 days"),
    (90, "61 to 90 days"),
    (180, "91 to 180 days"),
    (365, "181 to 365 days"),
)
LONGER = "Longer than a year"
HINT = (
    "Days from the day on which a round began to the day of its completion, where the learner "
    "lives. A quarter took no longer than the first figure, half no longer than the median."
)


def durations(selection: Selection) -> Report:
    """Return the report; one query that counts equal durations in the database."""
    by_course = _counted(selection)
    every: Counter[int] = Counter()
    for counts in by_course.values():
        every.update(counts)
    whole = spread(every)
    if whole is None:
        return Report()
    bands = _banded(every)
    rows = [
        Row([name, count, percent(count, whole.count)], percent=share(count, whole.count))
        for name, count in bands.items()
    ]
    return Report(
        [
            Figure("Completions", str(whole.count)),
            Figure("Median", f"{whole.median:g} days"),
            Figure("Middle half", f"{whole.lower:g} to {whole.upper:g} days"),
        ],
        chart("Completions by how long they took", list(bands.items())),
        [
            Table("bands", "How long it took", ["Days", "Completions", "Share"], rows),
            _courses(by_course),
        ],
    )


def _counted(selection: Selection) -> dict[int, Counter[int]]:
    taken = ExpressionWrapper(F("completed_on") - F("started_on"), DurationField())
    rows = selection.completions().values_list("enrolment__course_id", taken)
    by_course: dict[int, Counter[int]] = defaultdict(Counter)
    for course, duration, count in rows.annotate(n=Count("pk")).order_by():
        by_course[course][max(duration, timedelta(0)).days] += count
    return by_course


def _banded(counts: Counter[int]) -> dict[str, int]:
    names = dict.fromkeys((*(name for _, name in BANDS), LONGER), 0)
    for days, count in counts.items():
        names[next((name for last, name in BANDS if days <= last), LONGER)] += count
    return names


def _courses(by_course: dict[int, Counter[int]]) -> Table:
    names = titles(set(by_course))
    spreads = {names[course]: spread(counts) for course, counts in by_course.items()}
    rows = [_row(name, found) for name, found in sorted(spreads.items()) if found]
    headings = ["Course", "Completions", "Lower quartile", "Median", "Upper quartile"]
    return Table("courses", "By course, in days", headings, rows, hint=HINT)


def _row(name: str, found: Spread) -> Row:
    return Row([name, found.count, found.lower, found.median, found.upper])
