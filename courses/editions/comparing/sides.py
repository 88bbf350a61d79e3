"""The two sides of a comparison: an edition, or the draft as it would be published now."""

from dataclasses import dataclass
from typing import Any

from courses.editions.compiling import CompiledCourse, CompiledItem
from courses.editions.models import Edition, EditionItem

HEAD = (
    *("title", "summary", "audience", "prerequisites", "level", "description_html", "outcomes"),
    *("minutes_basis", "author", "evidence_reviewed_on", "survey"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A lesson or quiz with its words."""

    key: str
    title: str
    is_quiz: bool
    is_preview: bool
    minutes: int
    module: str
    hash: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called, what it says about itself, its modules by key, its items."""

    name: str
    head: dict[str, Any]
    minutes: int
    modules: dict[str, str]
    items: list[Item]

    @property
    def by_key(self) -> dict[tuple[bool, str], Item]:
        """Items by what they are and their key, which never changes."""
        return {(item.is_quiz, item.key): item for item in self.items}


def side_of_edition(edition: Edition) -> Side:
    """Return an edition as a side; two queries."""
    rows = edition.items.select_related("module", "lesson_version", "quiz_version")
    modules = {module.key: module.title for module in edition.modules.all()}
    head = {name: getattr(edition, name) for name in HEAD}
    items = [_published(row) for row in rows]
    return Side(f"edition {edition.number}", head, edition.minutes, modules, items)


def side_of_draft(compiled: CompiledCourse) -> Side:
    """Return the draft as a side."""
    modules = {part.module.key: part.module.title for part in compiled.modules}
    items = [_drafted(item, part.module.key) for part in compiled.modules for item in part.items]
    head = {name: compiled.head[name] for name in HEAD}
    return Side("the draft", head, compiled.head["minutes"], modules, items)


def _published(row: EditionItem) -> Item:
    version = row.lesson_version or row.quiz_version
    if version is None:
        raise ValueError("An item is a lesson or a quiz.")  # the database refuses it
    return Item(
        key=row.key,
        title=row.title,
        is_quiz=row.is_quiz,
        is_preview=row.is_preview,
        minutes=row.minutes,
        module=row.module.key,
        hash=version.content_hash,
        content=version.content,
    )


def _drafted(item: CompiledItem, module: str) -> Item:
    return Item(
        key=item.place.key,
        title=item.place.title,
        is_quiz=item.is_quiz,
        is_preview=item.is_preview,
        minutes=item.minutes,
        module=module,
        hash=item.hash,
        content=item.content,
    )
