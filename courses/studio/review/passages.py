"""A lesson's draft as learners read it, with the places where a comment can stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.editions.comparing.lines import words_of_block
from courses.editions.models import Comment
from courses.lessons.compiling import compile_lesson
from courses.lessons.models import Lesson
from courses.lessons.rendering import present


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of the draft: its id, what it is, its words, and what was said about it."""

    block_id: str
    kind: str
    words: str
    threads: list[Comment]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as the page shows it, evidence notes joined to their text, with its spots."""

    block: dict[str, Any]
    spots: list[Spot] = field(default_factory=list)


def passages_of(lesson: Lesson, said: Mapping[str, list[Comment]]) -> list[Passage]:
    """Return a lesson's passages in order. Compiled blocks carry no ids; they stand in the order of
    the draft's."""
    content = compile_lesson(lesson)
    spots = [
        Spot(str(raw.id), block["kind"], words_of_block(block), said.get(str(raw.id), []))
        for raw, block in zip(lesson.finished_blocks, content["blocks"], strict=True)
    ]
    groups = joined(content["blocks"])
    shown = present(content, section="1")
    return [
        Passage(block, [spots[position] for position in group])
        for block, group in zip(shown, groups, strict=True)
    ]


def joined(blocks: list[dict[str, Any]]) -> list[list[int]]:
    """Return which blocks the page shows as one: a text with the evidence that follows it."""
    groups: list[list[int]] = []
    for position, block in enumerate(blocks):
        if block["kind"] == "evidence" and groups and blocks[groups[-1][0]]["kind"] == "text":
            groups[-1].append(position)
        else:
            groups.append([position])
    return groups


def words_at(lesson: Lesson, block_id: str) -> str | None:
    """Return the words of a block of the draft; None if it has no such block."""
    content = compile_lesson(lesson)
    pairs = zip(lesson.finished_blocks, content["blocks"], strict=True)
    return next((words_of_block(block) for raw, block in pairs if str(raw.id) == block_id), None)


def lost(passages: list[Passage], said: Mapping[str, list[Comment]]) -> list[Comment]:
    """Return what was said about blocks that the draft no longer has."""
    known = {spot.block_id for passage in passages for spot in passage.spots} | {""}
    return [thread for block, rows in said.items() if block not in known for thread in rows]
