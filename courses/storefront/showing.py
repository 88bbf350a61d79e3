"""What the course page prints of an edition."""

from dataclasses import dataclass
from itertools import groupby

from courses.editions.models import Edition, EditionItem, EditionModule
from courses.lessons.grades import Design


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    item: EditionItem
    number: int


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """A module's lines."""

    module: EditionModule
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """How many statements rest on one kind of study; one stroke each."""

    label: str
    count: int

    @property
    def strokes(self) -> range:
        """One for each statement."""
        return range(self.count)


def contents_of(edition: Edition) -> list[ContentsPart]:
    """Return an edition's contents; one query."""
    lessons = 0
    entries = []
    for item in edition.items.select_related("module").order_by("position"):
        lessons += not item.is_quiz
        entries.append(Entry(item, lessons))
    groups = groupby(entries, key=lambda entry: entry.item.module)
    return [ContentsPart(module, list(members)) for module, members in groups]


def evidence_rows(edition: Edition) -> list[EvidenceRow]:
    """Return the graded statements by kind of study, strongest kind first."""
    counts = edition.evidence["design"]
    return [EvidenceRow(design.label, counts[design]) for design in Design if counts.get(design)]
