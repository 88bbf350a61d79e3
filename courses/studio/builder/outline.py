"""The rows of the builder: what stands where, its minutes, and whether it is new or changed."""

from dataclasses import dataclass

from courses.catalogue.models import Module
from courses.editions.arranging import Item, items_of, modules_of
from courses.editions.compiling import CompiledCourse
from courses.editions.models import Edition
from courses.quizzes.models import Quiz

Counts = dict[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Row:
    """A lesson or quiz in the outline, with its open comments. State: left-out, new, changed, or
    nothing."""

    item: Item
    kind: str
    state: str
    comments: int = 0

    @property
    def anchor(self) -> str:
        """Its place in the page's address."""
        return f"{self.kind}-{self.item.pk}"


@dataclass(frozen=True, slots=True)
class Section:
    """A module with its rows: those that the next edition takes up, and those left out."""

    module: Module
    every: list[Row]

    @property
    def rows(self) -> list[Row]:
        """What is not left out."""
        return [row for row in self.every if not row.item.retired_at]

    @property
    def left_out(self) -> list[Row]:
        """What is."""
        return [row for row in self.every if row.item.retired_at]

    @property
    def minutes(self) -> int:
        """Learning minutes of what is not left out."""
        return sum(row.item.minutes for row in self.rows)


def outline_of(
    compiled: CompiledCourse, live: Edition | None, comments: Counts | None = None
) -> list[Section]:
    """Return the whole draft in order, compared with the live edition; `comments` counts the open
    ones by kind and key of a part."""
    drafts = {(type(item.place), item.place.pk): item.hash for item in compiled.items}
    published = _published(live)
    return [
        Section(
            module, [_row(item, drafts, published, comments or {}) for item in items_of(module)]
        )
        for module in modules_of(compiled.course)
    ]


def _published(live: Edition | None) -> dict[str, str]:
    if live is None:
        return {}
    items = live.items.select_related("lesson_version", "quiz_version")
    versions = ((item.key, item.lesson_version or item.quiz_version) for item in items)
    return {key: version.content_hash for key, version in versions if version}


def _row(
    item: Item,
    drafts: dict[tuple[type, int], str],
    published: dict[str, str],
    comments: Counts,
) -> Row:
    draft = drafts.get((type(item), item.pk))
    before = published.get(item.key)
    if item.retired_at or draft is None:
        state = "left-out"
    elif before is None:
        state = "new"
    else:
        state = "" if draft == before else "changed"
    kind = "quiz" if isinstance(item, Quiz) else "lesson"
    return Row(item, kind, state, comments.get((kind, item.pk), 0))
