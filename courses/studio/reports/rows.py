"""Reports row by row, for files: one line for an enrolment, an attempt or a certificate, never
more than some of them in memory.

A line goes by the enrolment's public id, which says nothing of the learner. Names and addresses
stand in it only for those who may see people; nor does a certificate's serial otherwise, by which
anybody could look the name up.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db.models import CharField, Func, OuterRef, QuerySet, Subquery

from accounts.models import User
from courses.attempts.models import QuizAttempt
from courses.certificates.models import Certificate
from courses.enrolment.models import Grant
from courses.progress.models import CourseCompletion
from courses.studio.reports.enrolments import first_grant
from courses.studio.reports.selecting import Selection
from cpd.periods import UtcMinute, moment_of
from cpd.sheets import Cell

AT_ONCE = 2_000  # rows fetched together
COUNTRIES = dict(User.Country.choices)
KINDS = dict(Grant.Kind.choices)
STATES = dict(Certificate.State.choices)
ENDINGS = dict(QuizAttempt.Ending.choices)
KEY = "Enrolment"
MOMENTS = ("Enrolled", "Last seen", "Started", "Submitted", "Issued", "Revoked")
PERSON = {"Name": "learner__certificate_name", "E-mail": "learner__email"}


class Hex(Func):
    """A public id as text without dashes, as SQLite keeps it; no object is made for it."""

    output_field = CharField()
    template = "REPLACE(CAST(%(expressions)s AS text), '-', '')"


@dataclass(frozen=True, slots=True)
class Lines:
    """The headings and lines of a file."""

    headings: list[str]
    lines: Iterator[Sequence[Cell]]


def enrolment_rows(selection: Selection, *, with_people: bool) -> Lines:
    """Return a line for each enrolment of the period."""
    done = CourseCompletion.objects.filter(enrolment=OuterRef("pk"), round=OuterRef("round"))
    rows = selection.enrolments().annotate(
        opened_by=first_grant(), completed=Subquery(done.values("completed_on")[:1])
    )
    columns = {
        KEY: "public_id",
        **(PERSON if with_people else {}),
        "Course": "course__title",
        "Edition": "edition__number",
        "Round": "round",
        "Access": "opened_by",
        "Country": "learner__country",
        "Enrolled": "created_at",
        "Round began": "started_on",
        "Last seen": "last_seen_at",
        "Last place": "last_item_key",
        "Completed": "completed",
    }
    return _lines(rows.order_by("pk"), columns)


def attempt_rows(selection: Selection, *, with_people: bool) -> Lines:
    """Return a line for each attempt submitted in the period."""
    columns = {
        KEY: "enrolment__public_id",
        **(_through("enrolment__") if with_people else {}),
        "Course": "enrolment__course__title",
        "Edition": "edition__number",
        "Quiz": "quiz__title",
        "Round": "round",
        "Attempt": "number",
        "Started": "started_at",
        "Submitted": "submitted_at",
        "Ended by": "ending",
        "Right": "right_count",
        "Questions": "question_count",
        "Mark in per cent": "percent",
        "Pass mark": "pass_mark",
        "Passed": "is_passed",
    }
    return _lines(selection.attempts().order_by("pk"), columns)


def certificate_rows(selection: Selection, *, with_people: bool) -> Lines:
    """Return a line for each certificate issued in the period."""
    person = {"Serial": "serial", "Name": "name", "E-mail": "learner__email"}
    columns = {
        KEY: "completion__enrolment__public_id",
        **(person if with_people else {}),
        "Course": "course_title",
        "Edition": "edition_number",
        "Minutes": "minutes",
        "Completed": "completed_on",
        "Issued": "issued_at",
        "State": "state",
        "Revoked": "revoked_at",
    }
    return _lines(selection.certificates().order_by("pk"), columns)


def _through(path: str) -> dict[str, str]:
    return {heading: f"{path}{field}" for heading, field in PERSON.items()}


def _lines(rows: QuerySet[Any], columns: dict[str, str]) -> Lines:
    fields = [
        UtcMinute(field) if heading in MOMENTS else Hex(field) if heading == KEY else field
        for heading, field in columns.items()
    ]
    source = rows.values_list(*fields).iterator(chunk_size=AT_ONCE)
    return Lines(list(columns), _shown(source, [SHOWN.get(heading) for heading in columns]))


def _shown(
    source: Iterator[tuple[Any, ...]], shows: list[Callable[[Any], Cell] | None]
) -> Iterator[Sequence[Cell]]:
    """Yield rows as people read them; turned a column at a time, which is twice as fast."""
    for some in batched(source, AT_ONCE):
        columns = zip(shows, zip(*some, strict=True), strict=True)
        yield from zip(
            *(cells if show is None else map(show, cells) for show, cells in columns), strict=True
        )


SHOWN: dict[str, Callable[[Any], Cell]] = {
    "Access": lambda kind: KINDS.get(kind, ""),
    "Country": lambda country: COUNTRIES.get(country, ""),
    "State": STATES.get,
    "Ended by": lambda ending: ENDINGS.get(ending, ""),
    "Passed": int,
    **dict.fromkeys(MOMENTS, moment_of),
}
