"""The parts of a compiled draft with their addresses, and which of them changed between two
moments."""

from dataclasses import dataclass
from typing import Any

from courses.editions.compiling import CompiledCourse, CompiledItem
from courses.hashing import content_hash

DERIVED = {"minutes", "minutes_by_kind"}  # these follow from the items
Parts = dict[str, list[str]]  # name and hash by key


@dataclass(frozen=True, slots=True)
class Change:
    """A part that differs. How: changed, new, gone."""

    name: str
    how: str


def parts_of(compiled: CompiledCourse) -> Parts:
    """Return each part's name and hash: the course's details, the outline, and every item."""
    head = {key: str(value) for key, value in compiled.head.items() if key not in DERIVED}
    outline = [
        [part.module.key, part.module.title, [_key(item) for item in part.items]]
        for part in compiled.modules
    ]
    return {
        "details": ["The course’s details", content_hash(head)],
        "outline": ["Modules and their order", content_hash(outline)],
        **{_key(item): [item.place.title, _hash(item)] for item in compiled.items},
    }


def changed_parts(before: Parts, after: Parts) -> list[Change]:
    """Return what differs, in the order of the later one; what is gone comes last."""
    changed = [
        Change(name, "changed" if key in before else "new")
        for key, (name, address) in after.items()
        if key not in before or before[key][1] != address
    ]
    return [*changed, *(Change(before[key][0], "gone") for key in before if key not in after)]


def _key(item: CompiledItem) -> str:
    return f"{'quiz' if item.is_quiz else 'lesson'}:{item.place.key}"


def _hash(item: CompiledItem) -> str:
    kept: dict[str, Any] = {"content": item.hash, "is_preview": item.is_preview}
    return content_hash(kept)
