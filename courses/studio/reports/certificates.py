"""Certificates: how many were issued, replaced and revoked, by period and course."""

from collections import Counter
from datetime import date

from django.db.models import Count, QuerySet

from courses.certificates.models import Certificate
from courses.studio.reports.selecting import Selection, titles
from courses.studio.reports.tables import Figure, Report, Row, Table, over_time
from cpd.periods import UtcHour, day_of

HINT = (
    "Issued: each on the day of issue, a replacement too. Replaced: an earlier one that a new one "
    "superseded on that day. Revoked: on the day of revoking, whenever it was issued."
)
Counts = Counter[tuple[int, date]]  # by course and day


def certificates(selection: Selection) -> Report:
    """Return the report; three queries that group in the database."""
    issued = _counted(selection.certificates(), "issued_at")
    replaced = _counted(selection.certificates().filter(replaces__isnull=False), "issued_at")
    revoked = _counted(selection.certificates("revoked_at"), "revoked_at")
    every = (issued, replaced, revoked)
    if not any(every):
        return Report()
    names = ("Issued", "Replaced", "Revoked")
    counted = [_over_time(selection, counts) for counts in every]
    grain = selection.grain
    rows = [Row([grain.words(start), *(one[start] for one in counted)]) for start in counted[0]]
    headings = [grain.capitalize(), *names]
    title = f"Certificates by {grain}"
    return Report(
        [Figure(name, str(counts.total())) for name, counts in zip(names, every, strict=True)],
        over_time(f"Certificates issued by {grain}", counted[0], grain),
        [Table("time", title, headings, rows, hint=HINT), _courses(every, names)],
    )


def _counted(rows: QuerySet[Certificate], moment: str) -> Counts:
    counts: Counts = Counter()
    hours = rows.values_list("completion__enrolment__course_id", UtcHour(moment))
    for course, hour, count in hours.annotate(n=Count("pk")):
        counts[course, day_of(hour)] += count
    return counts


def _over_time(selection: Selection, counts: Counts) -> dict[date, int]:
    days = ((day, count) for (_, day), count in counts.items())
    return selection.period.counted(days, selection.grain)


def _courses(every: tuple[Counts, ...], names: tuple[str, ...]) -> Table:
    sums: list[Counter[int]] = [Counter() for _ in every]
    for total, counts in zip(sums, every, strict=True):
        for (course, _), count in counts.items():
            total[course] += count
    title_of = titles({course for total in sums for course in total})
    rows = [
        Row([title, *(total[course] for total in sums)])
        for course, title in sorted(title_of.items(), key=lambda entry: entry[1])
    ]
    return Table("courses", "By course", ["Course", *names], rows)
