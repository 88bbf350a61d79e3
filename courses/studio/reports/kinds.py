"""The reports there are: what each is for, what it can be narrowed by, and what makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from courses.studio.reports.certificates import certificates
from courses.studio.reports.completion import completion
from courses.studio.reports.durations import durations
from courses.studio.reports.enrolments import enrolments
from courses.studio.reports.evaluations import evaluations
from courses.studio.reports.quizzes import quiz_results
from courses.studio.reports.rows import Lines, attempt_rows, certificate_rows, enrolment_rows
from courses.studio.reports.selecting import Selection
from courses.studio.reports.tables import Report

DAYS = frozenset({"period", "first", "last"})
EVERY = frozenset({*DAYS, "by", "course", "edition", "country"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A report. `line` names a line of its longest file, if it has one."""

    slug: str
    title: str
    purpose: str
    build: Callable[[Selection], Report]
    empty: str
    takes: frozenset[str] = EVERY - {"by"}
    rows: Callable[..., Lines] | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A report of another app, listed beside ours: its right and the name of its address."""

    title: str
    purpose: str
    right: str
    address: str


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "enrolments",
            "Enrolments",
            "How many enrol, where they live, and what gave them access.",
            enrolments,
            "Nobody enrolled in these days. Choose a longer period, or another course.",
            EVERY,
            enrolment_rows,
            "enrolment",
        ),
        Kind(
            "completion",
            "Completion",
            "How many complete, and at which lesson or quiz the others stop.",
            completion,
            "Nobody began in these days. Choose a longer period, or another course.",
        ),
        Kind(
            "time-to-complete",
            "Time to complete",
            "How many days people take from start to completion.",
            durations,
            "Nobody completed in these days. Choose a longer period, or another course.",
        ),
        Kind(
            "quizzes",
            "Quiz results",
            "How many pass, at once or later, and with which marks.",
            quiz_results,
            "No attempt was submitted in these days. Choose a longer period, or another course.",
            rows=attempt_rows,
            line="attempt",
        ),
        Kind(
            "evaluations",
            "Evaluations",
            "How many evaluate a course, and what its scales say.",
            evaluations,
            "Nobody has evaluated yet. Learners are asked at the end of a course that has an "
            "evaluation in its form.",
            frozenset({"course"}),
        ),
        Kind(
            "certificates",
            "Certificates",
            "How many certificates were issued, replaced and revoked.",
            certificates,
            "No certificate was issued or revoked in these days. Choose a longer period.",
            EVERY,
            certificate_rows,
            "certificate",
        ),
    )
}

# Apps above add theirs here in AppConfig.ready.
NEIGHBOURS: list[Neighbour] = []
