"""Which changes are material, whatever they are called: learners in progress may not be moved over
them silently (decision 2). Other words in a lesson are for people to judge."""

from collections.abc import Iterator
from typing import Any

from courses.editions.comparing.sides import Item, Side, side_of_draft, side_of_edition
from courses.editions.compiling import CompiledCourse
from courses.editions.models import Edition

Content = dict[str, Any]
SHOWN = 60  # letters of a question's stem
# What decides a mark, by where a question keeps it; words and feedback are not among it.
SENSITIVE = ("is_case_sensitive", "is_accent_sensitive")
MARKING = ("kind", "points", "rule", "pairs", "order", "unit", *SENSITIVE)
WEIGHED = ("is_right", "weight", "value", "tolerance")


class IsMaterial(Exception):
    """A change was called minor and is not; `reasons` says why, a sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def refuse_as_minor(
    change_class: Edition.ChangeClass, before: Edition | None, after: CompiledCourse | Edition
) -> None:
    """Raises IsMaterial where a change of substance is called minor."""
    if change_class == Edition.ChangeClass.MINOR and (reasons := reasons_of(before, after)):
        raise IsMaterial(reasons)


def reasons_of(before: Edition | None, after: CompiledCourse | Edition) -> list[str]:
    """Return why what comes next is a material change; empty where nothing forbids minor."""
    if before is None:
        return []
    later = side_of_edition(after) if isinstance(after, Edition) else side_of_draft(after)
    return list(_reasons(side_of_edition(before), later))


def _reasons(before: Side, after: Side) -> Iterator[str]:
    if before.minutes != after.minutes:
        yield f"The learning minutes change from {before.minutes} to {after.minutes}."
    if before.head["outcomes"] != after.head["outcomes"]:
        yield "The learning outcomes change."
    if _asks_evaluation(after) and not _asks_evaluation(before):
        yield "The evaluation becomes part of completing the course."
    old, new = before.by_key, after.by_key
    for place in (place for place in new if place in old):
        yield from _item_reasons(old[place], new[place])
    yield from (f"“{item.title}” is new." for place, item in new.items() if place not in old)
    yield from (f"“{item.title}” is left out." for place, item in old.items() if place not in new)


def _item_reasons(before: Item, after: Item) -> Iterator[str]:
    if before.minutes != after.minutes:
        yield f"“{after.title}” takes {after.minutes} minutes, and took {before.minutes}."
    if after.is_quiz:
        yield from _quiz_reasons(before, after)


def _asks_evaluation(side: Side) -> bool:
    return bool(side.head["survey"].get("is_required"))


def _quiz_reasons(before: Item, after: Item) -> Iterator[str]:
    marks = before.content["pass_mark"], after.content["pass_mark"]
    if marks[0] != marks[1]:
        yield f"The pass mark of “{after.title}” changes from {marks[0]} to {marks[1]} %."
    old = {question["key"]: question for question in before.content["questions"]}
    new = {question["key"]: question for question in after.content["questions"]}
    if old.keys() != new.keys() or _slots(before.content) != _slots(after.content):
        yield f"“{after.title}” asks other questions."
    for key, question in new.items():
        if key in old and _marking(question) != _marking(old[key]):
            stem = question["stem"]
            shown = stem if len(stem) <= SHOWN else f"{stem[:SHOWN].rstrip()}…"
            yield f"The key of “{shown}” changes."


def _slots(content: Content) -> list[str]:
    """Return what is asked and drawn, in any order."""
    asked = [{"question": question["key"]} for question in content["questions"]]
    return sorted(repr(sorted(slot.items())) for slot in content.get("slots", asked))


def _marking(question: Content) -> list[Any]:
    """Return what decides its mark; a typed answer is its own key."""
    weighed = [
        [row.get(name) for name in WEIGHED]
        for name in ("choices", "answers")
        for row in question.get(name, ())
    ]
    typed = [row["text"] for row in question.get("answers", ()) if "text" in row]
    parts = [_marking(part) for part in question.get("questions", ())]
    return [[question.get(name) for name in MARKING], weighed, typed, parts]
