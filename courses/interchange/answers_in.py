"""Reading what a package's question is answered with, as the raw streams of a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from courses.interchange.blocks_in import Shelf, pointers
from courses.interchange.located import Reader
from courses.interchange.numbers_in import decimal_of
from courses.quizzes.kinds import CHOOSING, QuestionKind

Raw = dict[str, Any]
NO_ANSWERS: Raw = {
    "choices": [], "pairs": [], "items": [], "numbers": [], "texts": [],
    "unit": "", "is_case_sensitive": False, "is_accent_sensitive": False,
}  # fmt: skip
EVERY_OTHER = "other"  # the value that stands for every other number


@dataclass(frozen=True, slots=True)
class Answers:
    """Reads answers; rich reads a text of a field, words one that is an entry of a list."""

    rich: Callable[[Reader, str], Any]
    words: Callable[[str, Callable[[str], None]], Any]

    def read(self, kind: str, reader: Reader, shelf: Shelf) -> Raw:
        """Return the fields that a kind is answered with."""
        return READ[kind](self, reader, shelf)

    def choices(self, reader: Reader, shelf: Shelf) -> Raw:
        """Two or more, each with its feedback."""
        entries = reader.items("choices", fewest=2)
        inner = [reader.child(entry, line) for entry, line in entries]
        return {"choices": [_block("choice", one, **self._choice(one, shelf)) for one in inner]}

    def _choice(self, reader: Reader, shelf: Shelf) -> Raw:
        return {
            "text": self.rich(reader, "text"),
            "is_right": reader.yes("is_right"),
            "weight": decimal_of(reader, "weight", lowest=-100, highest=100),
            "feedback": self.rich(reader, "feedback"),
            "references": pointers(reader, "references", shelf.references),
        }

    def pairs(self, reader: Reader, _: Shelf) -> Raw:
        """Pairs, then right sides that belong to none."""
        entries = reader.items("pairs", fewest=2)
        inner = [reader.child(entry, line) for entry, line in entries]
        pairs = [
            _block("pair", one, left=self.rich(one, "left"), right=self.rich(one, "right"))
            for one in inner
        ]
        return {"pairs": [*pairs, *self._entries(reader, "extra_rights", "extra", fewest=0)]}

    def items(self, reader: Reader, _: Shelf) -> Raw:
        """In the right order."""
        return {"items": self._entries(reader, "items", "item", fewest=2)}

    def numbers(self, reader: Reader, _: Shelf) -> Raw:
        """With an optional tolerance; “other” stands for every other number."""
        entries = reader.items("numbers")
        inner = [reader.child(entry, line) for entry, line in entries]
        return {
            "numbers": [_block("number", one, **self._number(one)) for one in inner],
            "unit": reader.line_of("unit", longest=40, is_optional=True),
        }

    def _number(self, reader: Reader) -> Raw:
        is_other = reader.mapping.get("value") == EVERY_OTHER
        value = reader.value("value") if is_other else decimal_of(reader, "value", is_needed=True)
        return {
            "value": None if is_other else value,
            "tolerance": decimal_of(reader, "tolerance", lowest=0),
            **self._worth(reader),
        }

    def texts(self, reader: Reader, _: Shelf) -> Raw:
        """Accepted texts, in which * stands for any characters."""
        entries = reader.items("texts")
        inner = [reader.child(entry, line) for entry, line in entries]
        return {
            "texts": [
                _block("text", one, text=one.line_of("text", longest=400), **self._worth(one))
                for one in inner
            ],
            "is_case_sensitive": reader.yes("is_case_sensitive"),
            "is_accent_sensitive": reader.yes("is_accent_sensitive"),
        }

    def none(self, _: Reader, __: Shelf) -> Raw:
        """A case is answered by its questions."""
        return {}

    def _worth(self, reader: Reader) -> Raw:
        return {
            "weight": decimal_of(reader, "weight", lowest=-100, highest=100),
            "feedback": self.rich(reader, "feedback"),
        }

    def _entries(self, reader: Reader, name: str, kind: str, *, fewest: int) -> list[Raw]:
        found = []
        for entry, line in reader.items(name, fewest=fewest):
            fault = _fault_at(reader, line)
            if isinstance(entry, dict | list) or entry is None:
                fault("must be text.")
            found.append({"type": kind, "value": self.words(str(entry or ""), fault)})
        return found


def _fault_at(reader: Reader, line: int) -> Callable[[str], None]:
    return lambda reason: reader.problems.add(reader.file, line, f"This {reason}")


def _block(kind: str, reader: Reader, **value: Any) -> Raw:
    reader.done()
    return {"type": kind, "value": value}


READ: dict[str, Callable[[Answers, Reader, Shelf], Raw]] = {
    **dict.fromkeys(CHOOSING, Answers.choices),
    QuestionKind.MATCHING: Answers.pairs,
    QuestionKind.ORDERING: Answers.items,
    QuestionKind.NUMERIC: Answers.numbers,
    QuestionKind.TEXT: Answers.texts,
    QuestionKind.VIGNETTE: Answers.none,
}
