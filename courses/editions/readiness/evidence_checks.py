"""What is looked at in what lessons claim: graded statements, and the sources that are cited."""

from collections.abc import Iterator

from courses.editions.compiling import CompiledCourse, CompiledItem
from courses.editions.readiness.findings import (
    Finding,
    Place,
    blocks_of,
    in_lesson,
    item_place,
)
from courses.lessons.grades import Design, Grade
from courses.lessons.models import Reference
from courses.lessons.rendering import Block, untied


def statements(compiled: CompiledCourse) -> Iterator[Finding]:
    """Every graded statement has its grade, its reference and its words in the text."""
    for lesson in compiled.lessons:
        loose = set(untied(lesson.content))
        for block in blocks_of(lesson):
            if block.content["kind"] == "evidence":
                for fault in _statement_faults(block.content, loose):
                    yield Finding(in_lesson(lesson, fault), block.place)


def _statement_faults(block: Block, loose: set[str]) -> Iterator[str]:
    claim = block["claim"]
    statement = f"the statement “{claim}”"
    if not block["references"] and block["grade"] != Grade.PRACTICE:
        yield f"{statement} has no reference."
    if block["grade"] not in Grade.values:
        yield f"{statement} has a grade that we do not know. Choose one."
    if block["design"] not in Design.values:
        yield f"{statement} rests on a kind of study we do not know. Choose one."
    if claim in loose:
        yield f"the text before the statement “{claim}” does not hold these words in one piece."


def references(compiled: CompiledCourse) -> Iterator[Finding]:
    """A source can be told and found, and a lesson that cites prints its list."""
    sources: dict[str, tuple[CompiledItem, Block]] = {}
    for lesson in compiled.lessons:
        for key, source in lesson.content["sources"].items():
            sources.setdefault(key, (lesson, source))
        yield from _list_faults(lesson)
    rows = dict(Reference.objects.filter(key__in=sources).values_list("key", "pk"))
    for key, (lesson, source) in sources.items():
        for words, is_blocking in _source_faults(key, source):
            place = Place("reference", rows.get(key))
            yield Finding(in_lesson(lesson, words), place, is_blocking=is_blocking)


def _source_faults(key: str, source: Block) -> Iterator[tuple[str, bool]]:
    reference = f"the reference “{key}”"
    if source["design"] not in Design.values:
        yield f"{reference} is a kind of study we do not know. Choose one.", True
    if not source["source"].strip():
        yield f"{reference} has no source. Give the journal or publisher.", True
    if not source["doi"] and not source["url"]:
        yield f"{reference} has neither DOI nor address. Give one, so that it can be found.", False


def _list_faults(lesson: CompiledItem) -> Iterator[Finding]:
    has_list = any(block["kind"] == "references" for block in lesson.content["blocks"])
    if lesson.content["sources"] and not has_list:
        words = in_lesson(lesson, "sources are cited, and no reference list prints them. Add one.")
        yield Finding(words, item_place(lesson), is_blocking=False)
