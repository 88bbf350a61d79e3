"""Following a lesson's texts, so that a claim that is not in its text is told at its line."""

from typing import Any

from courses.interchange.located import Mapping, Reader
from courses.lessons.claims import tie
from courses.lessons.sanitising import publish_html

LOOSE = (
    "The text before does not hold “{}” in one piece. Copy the claim's words from it as they stand "
    "there, without mark-up inside."
)


class Claims:
    """The text that the next graded statement belongs to, and the claims that are tied in it."""

    def __init__(self) -> None:
        self.text: str | None = None
        self.count = 0

    def look(self, kind: str, block: Any, reader: Reader) -> None:
        """Go on to the next block; a draft may have a loose claim, so it is no fault."""
        if kind != "evidence":
            self.text = publish_html(block) if kind == "text" else None
        elif self.text is not None and block["claim"]:
            self.count += 1
            tied = tie(self.text, {"claim": block["claim"], "number": self.count})
            if tied is None:
                line = _line_of_claim(reader)
                reader.problems.hint(reader.file, line, LOOSE.format(block["claim"]))
            self.text = tied or self.text


def _line_of_claim(reader: Reader) -> int:
    note = reader.mapping["evidence"]
    return note.lines["claim"] if isinstance(note, Mapping) else reader.line
