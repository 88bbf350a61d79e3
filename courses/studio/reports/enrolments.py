"""How many enrol: by day, course, country and what gave the access."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import CharField, Count, OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.models import User
from courses.enrolment.models import Enrolment, Grant
from courses.studio.reports.selecting import Selection, titles
from courses.studio.reports.tables import Figure, Report, Row, Table, over_time, percent, share
from cpd.periods import UtcHour, day_of
from cpd.sheets import Cell

COUNTRIES = {"": "Not told", **dict(User.Country.choices)}


def first_grant() -> Subquery:
    """What opened an enrolment: the kind of its first grant."""
    grants = Grant.objects.filter(enrolment=OuterRef("pk")).order_by("pk")
    return Subquery(grants.values("kind")[:1], output_field=CharField())


def enrolments(selection: Selection) -> Report:
    """Return the report; four queries that group in the database."""
    rows = selection.enrolments()
    counts = selection.period.counted(_by_day(rows), selection.grain)
    total = sum(counts.values())
    if not total:
        return Report()
    countries = _counted(rows, "learner__country")
    kinds = _counted(rows.annotate(opened_by=first_grant()), "opened_by")
    title = f"Enrolments by {selection.grain}"
    time = Table(
        "time",
        title,
        [selection.grain.capitalize(), "Enrolments"],
        [Row([selection.grain.words(start), count]) for start, count in counts.items()],
    )
    return Report(
        [Figure("Enrolments", str(total)), *(_figure(kind, n, total) for kind, n in kinds)],
        over_time(title, counts, selection.grain),
        [
            time,
            _courses(_counted(rows, "course_id"), total),
            _table("countries", "By country", "Country", _named(countries, COUNTRIES), total),
            _table("access", "By kind of access", "Access", _named(kinds, _kinds()), total),
        ],
    )


def _by_day(rows: QuerySet[Enrolment]) -> Iterable[tuple[date, int]]:
    hours = rows.values(hour=UtcHour("created_at")).annotate(n=Count("pk")).order_by()
    return ((day_of(row["hour"]), row["n"]) for row in hours)


def _counted(rows: QuerySet[Enrolment], by: str) -> list[tuple[str | int | None, int]]:
    counts = Counter(dict(rows.values_list(by).annotate(n=Count("pk")).order_by()))
    return counts.most_common()


def _kinds() -> dict[str | None, str]:
    return {None: "None", **dict(Grant.Kind.choices)}


def _figure(kind: str | int | None, count: int, total: int) -> Figure:
    return Figure(_kinds().get(str(kind), str(kind)), f"{count} ({percent(count, total)})")


def _named(
    counts: list[tuple[str | int | None, int]], names: dict[str, str] | dict[str | None, str]
) -> list[tuple[str, int]]:
    words = {str(key): name for key, name in names.items()}
    return [(words.get(str(key), str(key)), count) for key, count in counts]


def _table(name: str, title: str, heading: str, counts: list[tuple[str, int]], total: int) -> Table:
    rows = [Row(_cells(word, n, total), percent=share(n, total)) for word, n in counts]
    return Table(name, title, [heading, "Enrolments", "Share"], rows)


def _cells(word: str, count: int, total: int) -> list[Cell]:
    return [word, count, percent(count, total)]


def _courses(counts: list[tuple[str | int | None, int]], total: int) -> Table:
    names = titles({int(key) for key, _ in counts if key is not None})
    rows = [
        Row(
            _cells(names[int(key)], count, total),
            reverse("reports:course", args=[key]),
            share(count, total),
        )
        for key, count in counts
        if key is not None
    ]
    return Table("courses", "By course", ["Course", "Enrolments", "Share"], rows)
