"""What differs in the structure of two sides, and in the text of each part."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from courses.editions.comparing.differing import Gap, Row, rows_of
from courses.editions.comparing.lines import lines_of, lines_of_head
from courses.editions.comparing.sides import Item, Side

KINDS = {True: "Quiz", False: "Lesson"}


@dataclass(frozen=True, slots=True)
class Move:
    """A difference of structure. How: added, removed, moved, renamed, changed."""

    how: str
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PartText:
    """A part whose words differ, line by line."""

    name: str
    rows: list[Row | Gap]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two sides."""

    before: Side
    after: Side
    moves: list[Move]
    texts: list[PartText]


def compare(before: Side, after: Side) -> Comparison:
    """Lay two sides beside each other."""
    moves = [*_modules(before, after), *_items(before, after), *_minutes(before, after)]
    return Comparison(before, after, moves, list(_texts(before, after)))


def _modules(before: Side, after: Side) -> Iterator[Move]:
    old, new = before.modules, after.modules
    for key, title in new.items():
        if key not in old:
            yield Move("added", f"Module “{title}”")
        elif old[key] != title:
            yield Move("renamed", f"Module “{old[key]}”", f"now “{title}”")
    yield from (Move("removed", f"Module “{old[key]}”") for key in old if key not in new)
    for key in _moved(list(old), list(new)):
        yield Move("moved", f"Module “{new[key]}”")


def _items(before: Side, after: Side) -> Iterator[Move]:
    old, new = before.by_key, after.by_key
    for key, item in new.items():
        name = f"{KINDS[item.is_quiz]} “{item.title}”"
        if key not in old:
            yield Move("added", name, f"{item.minutes} min")
        else:
            yield from _changes(old[key], item, after)
    for key, item in old.items():
        if key not in new:
            yield Move("removed", f"{KINDS[item.is_quiz]} “{item.title}”")
    for key in _moved(list(old), list(new)):
        if old[key].module == new[key].module:
            yield Move("moved", f"{KINDS[new[key].is_quiz]} “{new[key].title}”")


def _changes(old: Item, new: Item, after: Side) -> Iterator[Move]:
    name = f"{KINDS[new.is_quiz]} “{old.title}”"
    if old.title != new.title:
        yield Move("renamed", name, f"now “{new.title}”")
    if old.module != new.module:
        yield Move("moved", name, f"into “{after.modules[new.module]}”")
    if old.minutes != new.minutes:
        yield Move("changed", name, f"{old.minutes} min → {new.minutes} min")
    if old.is_preview != new.is_preview:
        is_free = "now a free preview" if new.is_preview else "no free preview any more"
        yield Move("changed", name, is_free)


def _minutes(before: Side, after: Side) -> Iterator[Move]:
    if before.minutes != after.minutes:
        yield Move(
            "changed", "Learning minutes in all", f"{before.minutes} min → {after.minutes} min"
        )


def _moved[Key](old: list[Key], new: list[Key]) -> list[Key]:
    """Return the keys of both lists that do not stand in the longest common order."""
    first = [key for key in old if key in new]
    second = [key for key in new if key in old]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    kept = {key for block in blocks for key in second[block.b : block.b + block.size]}
    return [key for key in second if key not in kept]


def _texts(before: Side, after: Side) -> Iterator[PartText]:
    heads = lines_of_head(before.head), lines_of_head(after.head)
    if heads[0] != heads[1]:
        yield PartText("About the course", rows_of(*heads))
    old, new = before.by_key, after.by_key
    for key in [*new, *(key for key in old if key not in new)]:
        one, other = old.get(key), new.get(key)
        if one and other and one.hash == other.hash:
            continue
        lines = [lines_of(item.content) if item else [] for item in (one, other)]
        named = other or one
        if named and lines[0] != lines[1]:
            yield PartText(f"{KINDS[named.is_quiz]}: {named.title}", rows_of(*lines))
