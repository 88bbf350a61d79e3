"""Figures of an analysis as the pages and the file print them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courses.attempts.analysis.distractors import OptionCount, PlaceCount
from courses.attempts.analysis.gathering import ItemReport, QuizReport
from courses.attempts.analysis.items import effective_weights
from courses.attempts.analysis.quizzes import QuizStatistics
from courses.attempts.analysis.readings import Finding
from courses.quizzes.kinds import QuestionKind
from cpd.sheets import Cell

NONE = "–"
EFFECTIVE = "Effective weight"
HEADINGS = (
    *("Question", "Key", "Version", "Kind", "Attempts", "Facility %", "Standard deviation %"),
    *("Random guess %", "Intended weight %", "Effective weight %"),
    *("Discrimination index %", "Discriminative efficiency %", "No answer", "Not counted"),
    "Reading",
)


def percent(share: float | None) -> str:
    """Return a share as whole per cent, a dash for none."""
    return NONE if share is None else f"{share * 100:.0f} %"


def number(share: float | None) -> float | None:
    """Return a share as per cent with one decimal for a file."""
    return None if share is None else round(share * 100, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A question version in the table of a quiz."""

    number: int
    report: ItemReport
    effective: float | None

    @property
    def stem(self) -> str:
        """What it asks."""
        return str(self.report.content["stem"])

    @property
    def kind(self) -> str:
        """Its kind in words."""
        return str(QuestionKind(self.report.version.kind).label)

    @property
    def findings(self) -> list[Finding]:
        """What its figures mean."""
        return self.report.findings

    @property
    def facility(self) -> str:
        """The mean credit."""
        return percent(self.report.item.facility)

    @property
    def facility_width(self) -> int:
        """The same as the width of a bar of 100."""
        return round((self.report.item.facility or 0) * 100)

    @property
    def discrimination(self) -> str:
        """How well it tells learners apart."""
        return percent(self.report.item.discrimination)

    @property
    def discrimination_bar(self) -> tuple[int, int]:
        """The same as the start and the width of a bar from -100 to 100."""
        index = round((self.report.item.discrimination or 0) * 100)
        return min(index, 0), abs(index)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """All its figures with their names."""
        item = self.report.item
        return [
            ("Attempts", str(item.attempts)),
            ("Facility index", percent(item.facility)),
            ("Standard deviation", percent(item.deviation)),
            ("Random guess score", percent(item.guess)),
            ("Intended weight", percent(item.weight)),
            (EFFECTIVE, percent(self.effective)),
            ("Discrimination index", percent(item.discrimination)),
            ("Discriminative efficiency", percent(item.efficiency)),
            ("Left without an answer", str(item.left_empty)),
            ("Not counted in the mark", str(item.left_out)),
        ]

    @property
    def cells(self) -> list[Cell]:
        """Its line in the file."""
        report, item = self.report, self.report.item
        shares = (
            *(item.facility, item.deviation, item.guess, item.weight, self.effective),
            *(item.discrimination, item.efficiency),
        )
        return [
            *(self.stem, str(report.content["key"]), report.version.number, self.kind),
            item.attempts,
            *(number(share) for share in shares),
            *(item.left_empty, item.left_out),
            " ".join(finding.words for finding in self.findings),
        ]


def rows_of(report: QuizReport) -> list[Row]:
    """Return the table of a quiz."""
    weights = effective_weights([entry.item for entry in report.items])
    both = zip(report.items, weights, strict=True)
    return [Row(place, entry, weight) for place, (entry, weight) in enumerate(both, start=1)]


def side_by_side(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the figures of a question's versions, a line a figure. Effective weights stand in the
    quiz's table: they compare questions."""
    lines = zip(*(row.facts for row in rows), strict=True)
    named = [{"name": line[0][0], "values": [value for _, value in line]} for line in lines]
    return [line for line in named if line["name"] != EFFECTIVE]


def quiz_facts(quiz: QuizStatistics) -> list[tuple[str, str]]:
    """Return a quiz's figures with their names."""
    skew = NONE if quiz.skewness is None else f"{quiz.skewness:.2f}"
    passed = quiz.passed / quiz.attempts if quiz.attempts else None
    return [
        ("Attempts", str(quiz.attempts)),
        ("Passed", percent(passed)),
        ("Mean mark", percent(quiz.mean)),
        ("Median mark", percent(quiz.median)),
        ("Standard deviation", percent(quiz.deviation)),
        ("Skewness", skew),
        ("Internal consistency (Cronbach's alpha)", percent(quiz.consistency)),
        ("Standard error of a mark", percent(quiz.error)),
    ]


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option in the table of a question."""

    row: OptionCount

    @property
    def words(self) -> str:
        """The option itself."""
        return self.row.option.text

    @property
    def is_right(self) -> bool:
        """Whether it is the key, as marked now."""
        return self.row.option.is_right

    @property
    def width(self) -> int:
        """Its share as the width of a bar of 100."""
        return round(self.row.share * 100)

    @property
    def figures(self) -> list[str]:
        """How many took it; their share; that of the strongest and weakest; their mark
        elsewhere."""
        row = self.row
        shares = (row.share, row.upper, row.lower, row.mean_rest)
        return [str(row.count), *(percent(share) for share in shares)]


def options_of(places: list[PlaceCount]) -> Iterator[dict[str, Any]]:
    """Return the tables of a question's places."""
    for place in places:
        yield {"text": place.text, "rows": [OptionRow(row) for row in place.options]}
