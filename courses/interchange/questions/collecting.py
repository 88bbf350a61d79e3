"""Gathering what a file holds: each item becomes a question or a Skipped, none is lost."""

from collections.abc import Callable
from dataclasses import replace

from courses.interchange.questions.checking import check
from courses.interchange.questions.form import (
    Reading,
    ReadQuestion,
    Skipped,
    Unkept,
    Unreadable,
)
from courses.interchange.questions.limits import MOST_ITEMS, MOST_LINE

HELD_BACK = "Left out because other items of this file are broken: mend those and import again."


class Collector:
    """Collects the items of one file."""

    def __init__(self, *, format: str, encoding: str) -> None:  # noqa: A002 the field's word
        self.format, self.encoding = format, encoding
        self.questions: list[ReadQuestion] = []
        self.skipped: list[Skipped] = []

    def take(self, where: str, what: str, read: Callable[[], ReadQuestion]) -> None:
        """Read one item. Raises Unreadable if the file has too many."""
        if len(self.questions) + len(self.skipped) >= MOST_ITEMS:
            raise Unreadable(f"The file has more than {MOST_ITEMS} items: split it into several.")
        try:
            self.questions.append(replace(check(read()), where=where))
        except Unkept as unkept:
            name = " ".join(what.split())[:MOST_LINE]
            self.skipped.append(Skipped(where, name, unkept.reason, is_fault=unkept.is_fault))

    def reading(self, *, is_whole: bool = False) -> Reading:
        """Return what was collected; is_whole takes nothing at all if an item is broken."""
        if is_whole and any(skipped.is_fault for skipped in self.skipped):
            self._hold_back()
        return Reading(tuple(self.questions), tuple(self.skipped), self.encoding, self.format)

    def _hold_back(self) -> None:
        held = (Skipped(one.where, one.title or one.kind, HELD_BACK) for one in self.questions)
        self.skipped.extend(held)
        self.questions = []
