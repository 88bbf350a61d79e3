"""How many of those who enrolled have completed, still study, or stopped; by course and edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from courses.progress.models import CourseCompletion
from courses.studio.reports.funnel import funnel
from courses.studio.reports.selecting import RECENTLY, Selection, titles
from courses.studio.reports.tables import Figure, Report, Row, Table, percent, share
from cpd.sheets import Cell

HEADINGS = ["Course", "Edition", "Began", "Completed", "Share", "Still studying", "Stopped"]
HINT = (
    "Who began in the period, in the present round. Still studying: not completed, and seen in the "
    "last 30 days. Stopped: not seen for longer, also where access was given back or has ended."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of some learners have completed, still study, or stopped."""

    began: int
    completed: int
    studying: int

    @property
    def stopped(self) -> int:
        """How many have neither completed nor been seen lately."""
        return self.began - self.completed - self.studying

    @property
    def cells(self) -> list[Cell]:
        """As a table prints it."""
        share_of_all = percent(self.completed, self.began)
        return [self.began, self.completed, share_of_all, self.studying, self.stopped]

    @property
    def figures(self) -> list[Figure]:
        """As numbers on top."""
        return [
            Figure("Began", str(self.began)),
            Figure("Completed", f"{self.completed} ({percent(self.completed, self.began)})"),
            Figure("Still studying", f"{self.studying} ({percent(self.studying, self.began)})"),
            Figure("Stopped", f"{self.stopped} ({percent(self.stopped, self.began)})"),
        ]


def completion(selection: Selection) -> Report:
    """Return the report; of one edition with where people stopped in it."""
    standings = standings_of(selection, now=timezone.now())
    if not standings:
        return Report()
    total = summed(standings.values())
    names = titles({course for course, _ in standings})
    rows = [
        Row(
            [names[course], number, *standing.cells],
            _funnel_address(course, number, selection),
            share(standing.completed, standing.began),
        )
        for (course, number), standing in sorted(
            standings.items(), key=lambda entry: (names[entry[0][0]], -entry[0][1])
        )
    ]
    tables = [Table("editions", "By course and edition", HEADINGS, rows, hint=HINT)]
    if selection.edition is not None:
        tables = [*funnel(selection, selection.edition, total.began), *tables]
    return Report(total.figures, tables=tables)


def standings_of(selection: Selection, *, now: datetime) -> dict[tuple[int, int], Standing]:
    """Return the standing by course and number of the edition; one query."""
    done = CourseCompletion.objects.filter(enrolment=OuterRef("pk"), round=OuterRef("round"))
    is_recent = Q(last_seen_at__gte=now - RECENTLY)
    rows = (
        selection.begun()
        .annotate(is_done=Exists(done))
        .values("course_id", "edition__number")
        .annotate(
            began=Count("pk"),
            completed=Count("pk", filter=Q(is_done=True)),
            studying=Count("pk", filter=Q(is_done=False) & is_recent),
        )
        .order_by()
    )
    return {
        (row["course_id"], row["edition__number"]): Standing(
            row["began"], row["completed"], row["studying"]
        )
        for row in rows
    }


def summed(standings: Iterable[Standing]) -> Standing:
    """Return the standing of all of them together."""
    every = list(standings)
    return Standing(
        sum(each.began for each in every),
        sum(each.completed for each in every),
        sum(each.studying for each in every),
    )


def _funnel_address(course: int, number: int, selection: Selection) -> str:
    days = selection.period
    chosen = {
        "period": "own",
        "first": days.first,
        "last": days.last,
        "course": course,
        "edition": number,
        "country": selection.country,
    }
    return f"{reverse('reports:report', args=['completion'])}?{urlencode(chosen)}"
