"""The neutral form of a question, between any two formats.

Texts called *rich* are a fragment of HTML in one spelling: words alone, or a row of p, ul and ol,
with br, strong, em, sub, sup, code, a[href] and img[src, alt] inside (richtext.py). An img's src is
the name of one of the question's images. All other texts are plain.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

FULL = Decimal(100)
NONE = Decimal(0)
ONE = Decimal(1)


class Kind(StrEnum):
    """How a question is asked."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    MATCHING = "matching"
    ORDERING = "ordering"
    NUMERIC = "numeric"
    TEXT = "text"
    VIGNETTE = "vignette"


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen. Weight in per cent, -100 to 100; 100 is fully right. Text and feedback
    are rich."""

    text: str
    weight: Decimal = NONE
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rich texts that belong together."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """An accepted number, right from value less tolerance to value plus tolerance, both included; a
    value of None stands for every other number."""

    value: Decimal | None
    tolerance: Decimal = NONE
    weight: Decimal = FULL
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """An accepted plain text, in which * stands for any characters and \\* for an asterisk."""

    text: str
    weight: Decimal = FULL
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that came with the file: PNG, JPEG, GIF or WebP, named by its own hash."""

    name: str
    content: bytes = field(repr=False)
    alt: str = ""


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as a file gave it.

    choices: single (exactly one at 100), multiple (right where the weight is above 0) and
    true-false (“True”, “False”). pairs and extra_rights: matching. items: ordering, rich, in the
    right order. answers: numeric and text. parts: vignette; part n stands in the stem at [[n]], or
    after it. Stem, explanation and extra_rights are rich. keeps_last: the last choice stays last
    when the others are shuffled. notes says what was not kept.
    """

    kind: Kind
    stem: str
    title: str = ""
    explanation: str = ""
    choices: tuple[Choice, ...] = ()
    pairs: tuple[Pair, ...] = ()
    extra_rights: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    numbers: tuple[NumberAnswer, ...] = ()
    texts: tuple[TextAnswer, ...] = ()
    parts: tuple["ReadQuestion", ...] = ()
    unit: str = ""
    is_case_sensitive: bool = False
    is_accent_sensitive: bool = False
    is_all_or_nothing: bool = False
    keeps_order: bool = False
    keeps_last: bool = False
    points: Decimal = ONE
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: str = ""
    references: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    source_id: str = ""
    where: str = ""
    notes: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[NumberAnswer, ...] | tuple[TextAnswer, ...]:
        """The accepted answers of a numeric or text question."""
        return self.numbers if self.kind is Kind.NUMERIC else self.texts


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that was not read: where it stands, what it is, why not and what to do. A fault is
    broken in its own format; anything else is sound and only not for us."""

    where: str
    what: str
    reason: str
    is_fault: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: every item of it is in questions or in skipped."""

    questions: tuple[ReadQuestion, ...]
    skipped: tuple[Skipped, ...]
    encoding: str
    format: str

    @property
    def count(self) -> int:
        """The number of items in the file."""
        return len(self.questions) + len(self.skipped)


class Unreadable(Exception):
    """A file cannot be read as a whole; nothing of it was."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unkept(Exception):
    """One item cannot be read; becomes a Skipped."""

    def __init__(self, reason: str, *, is_fault: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.is_fault = reason, is_fault


def essence(question: ReadQuestion) -> ReadQuestion:
    """Return a question without where it was found and what was said about it."""
    return replace(
        question,
        source_id="",
        where="",
        notes=(),
        images=tuple(sorted(question.images, key=lambda image: image.name)),
        parts=tuple(essence(part) for part in question.parts),
    )
