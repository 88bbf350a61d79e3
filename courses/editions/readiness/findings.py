"""What a look at a draft finds: the checks, their findings, and the places to mend them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from courses.editions.compiling import CompiledCourse, CompiledItem
from courses.lessons.rendering import Block


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is mended: a kind of row and its key, in a lesson also the block."""

    kind: str
    pk: int | None = None
    block: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, with what to do about it. A blocking one keeps the draft from being published."""

    words: str
    place: Place
    is_blocking: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, what was found, and what else is worth knowing. It is open
    where nothing was found and not all was seen."""

    key: str
    title: str
    findings: list[Finding]
    note: str = ""
    is_open: bool = False

    @property
    def state(self) -> str:
        """Blocked, look, open or fine."""
        if any(finding.is_blocking for finding in self.findings):
            return "blocked"
        if self.findings:
            return "look"
        return "open" if self.is_open else "fine"


Look = Callable[[CompiledCourse], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A compiled block beside the draft's, with its place."""

    content: Block
    draft: Any
    place: Place


def course_place(compiled: CompiledCourse) -> Place:
    """The course's own form."""
    return Place("course", compiled.course.pk)


def outline_place(compiled: CompiledCourse) -> Place:
    """The course's outline."""
    return Place("contents", compiled.course.pk)


def item_place(item: CompiledItem) -> Place:
    """A lesson's or quiz's form."""
    return Place("quiz" if item.is_quiz else "lesson", item.place.pk)


def blocks_of(lesson: CompiledItem) -> Iterator[Seen]:
    """Yield a lesson's blocks in order, each with the draft's block that it was made from."""
    place: Any = lesson.place
    for content, draft in zip(lesson.content["blocks"], place.finished_blocks, strict=True):
        yield Seen(content, draft, Place("lesson", place.pk, str(draft.id or "")))


def in_lesson(lesson: CompiledItem, words: str) -> str:
    """Say which lesson a fault is in."""
    return f"In the lesson “{lesson.content['title']}” {words}"
