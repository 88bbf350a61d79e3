"""What attempts at quizzes came to: pass rates and marks, quiz by quiz."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse

from courses.quizzes.models import Quiz
from courses.studio.reports.selecting import Selection
from courses.studio.reports.spread import spread
from courses.studio.reports.tables import Figure, Report, Row, Table, chart, percent, share
from cpd.sheets import Cell

HEADINGS = [
    *("Quiz", "Course", "Attempts", "Passed", "Share", "First attempts", "Passed at once", "Share"),
    *("Median mark", "Middle half"),
]
HINT = (
    "Attempts submitted in the period, those among them that were a learner's first, and marks in "
    "whole per cent. The item analysis behind each quiz says which questions do their work."
)


@dataclass(slots=True)
class Tally:
    """The attempts at one quiz."""

    attempts: int = 0
    passed: int = 0
    firsts: int = 0
    passed_at_once: int = 0
    marks: Counter[int] = field(default_factory=Counter)

    def add(self, mark: int, *, is_passed: bool, is_first: bool, count: int) -> None:
        """Take attempts in that have the same in all of these."""
        self.attempts += count
        self.marks[mark] += count
        self.passed += count * is_passed
        self.firsts += count * is_first
        self.passed_at_once += count * (is_passed and is_first)


def quiz_results(selection: Selection) -> Report:
    """Return the report; one query counts attempts that are alike in the database."""
    tallies = _tallies(selection)
    if not tallies:
        return Report()
    marks: Counter[int] = Counter()
    for tally in tallies.values():
        marks.update(tally.marks)
    bands = _bands(marks)
    attempts = sum(bands.values())
    passed = sum(tally.passed for tally in tallies.values())
    whole = spread(marks)
    rows = [
        Row([name, count, percent(count, attempts)], percent=share(count, attempts))
        for name, count in bands.items()
    ]
    return Report(
        [
            Figure("Attempts", str(attempts)),
            Figure("Passed", f"{passed} ({percent(passed, attempts)})"),
            Figure("Median mark", f"{whole.median:g} %" if whole else "–"),
        ],
        chart("Attempts by mark", list(bands.items())),
        [
            _quizzes(tallies),
            Table("marks", "Marks", ["Mark in per cent", "Attempts", "Share"], rows),
        ],
    )


def _tallies(selection: Selection) -> dict[int, Tally]:
    tallies: dict[int, Tally] = {}
    rows = selection.attempts().values_list("quiz_id", "percent", "is_passed", "number")
    for quiz, mark, is_passed, number, count in rows.annotate(n=Count("pk")):
        tally = tallies.setdefault(quiz, Tally())
        tally.add(mark, is_passed=is_passed, is_first=number == 1, count=count)
    return tallies


def _bands(marks: Counter[int]) -> dict[str, int]:
    bands = {f"{low} to {low + 9}": 0 for low in range(0, 90, 10)} | {"90 to 100": 0}
    names = list(bands)
    for mark, count in marks.items():
        bands[names[min(mark // 10, 9)]] += count
    return bands


def _quizzes(tallies: dict[int, Tally]) -> Table:
    quizzes = Quiz.objects.filter(pk__in=tallies).order_by("module__course__title", "title", "pk")
    named = quizzes.values_list("pk", "title", "module__course__title")
    rows = [_row(pk, title, course, tallies[pk]) for pk, title, course in named]
    return Table("quizzes", "Quiz by quiz", HEADINGS, rows, numbers=2, hint=HINT)


def _row(pk: int, title: str, course: str, tally: Tally) -> Row:
    marks = spread(tally.marks)
    cells: list[Cell] = [
        title,
        course,
        tally.attempts,
        tally.passed,
        percent(tally.passed, tally.attempts),
        tally.firsts,
        tally.passed_at_once,
        percent(tally.passed_at_once, tally.firsts),
        marks.median if marks else "",
        f"{marks.lower:g} to {marks.upper:g}" if marks else "",
    ]
    return Row(cells, reverse("assessment:analysis", args=[pk]))
