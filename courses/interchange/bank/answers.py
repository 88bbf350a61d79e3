"""What a read question is answered with, as the raw streams of a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.interchange.questions.form import FULL, NONE, ONE, Choice, Kind, ReadQuestion
from courses.interchange.questions.numbers import share, tidy, written
from courses.interchange.questions.richtext import bare

Fields = dict[str, Any]
Rich = Callable[[str], str]
PLACES = Decimal("0.00001")  # of a weight in the studio


@dataclass(frozen=True, slots=True)
class Answers:
    """Turns answers into raw streams; rich turns a text into the studio's."""

    rich: Rich

    def of(self, question: ReadQuestion) -> Fields:
        """Return the fields that a kind is answered with."""
        return WRITE[question.kind](self, question)

    def choices(self, question: ReadQuestion) -> Fields:
        """A weight that is the usual one for its kind is left empty."""
        right = [choice for choice in question.choices if _is_right(question, choice)]
        each = share(ONE, Decimal(len(right))) if question.kind is Kind.MULTIPLE else FULL
        return {
            "choices": [
                _block(
                    "choice",
                    text=self.rich(choice.text),
                    is_right=_is_right(question, choice),
                    weight=_weight(
                        choice.weight, usual=each if _is_right(question, choice) else NONE
                    ),
                    feedback=self.rich(choice.feedback),
                    references=[],
                )
                for choice in question.choices
            ]
        }

    def pairs(self, question: ReadQuestion) -> Fields:
        """Extra right sides follow the pairs."""
        pairs = [
            _block("pair", left=self.rich(pair.left), right=self.rich(pair.right))
            for pair in question.pairs
        ]
        extra = [{"type": "extra", "value": self.rich(right)} for right in question.extra_rights]
        return {"pairs": [*pairs, *extra]}

    def items(self, question: ReadQuestion) -> Fields:
        """In the right order."""
        return {"items": [{"type": "item", "value": self.rich(item)} for item in question.items]}

    def numbers(self, question: ReadQuestion) -> Fields:
        """A tolerance of 0 is left empty, and so is a weight of all the points."""
        return {
            "numbers": [
                _block(
                    "number",
                    value=None if answer.value is None else written(answer.value),
                    tolerance=written(answer.tolerance) if answer.tolerance else None,
                    weight=_weight(answer.weight, usual=FULL),
                    feedback=self.rich(answer.feedback),
                )
                for answer in question.numbers
            ]
        }

    def texts(self, question: ReadQuestion) -> Fields:
        """A weight of all the points is left empty."""
        return {
            "texts": [
                _block(
                    "text",
                    text=answer.text,
                    weight=_weight(answer.weight, usual=FULL),
                    feedback=self.rich(answer.feedback),
                )
                for answer in question.texts
            ]
        }

    def none(self, _: ReadQuestion) -> Fields:
        """A case vignette is answered by its parts."""
        return {}


def lists_in_lines(question: ReadQuestion) -> bool:
    """Return whether a text that stands in one line holds a list."""
    lines = [choice.text for choice in question.choices]
    lines += [choice.feedback for choice in question.choices]
    lines += [side for pair in question.pairs for side in (pair.left, pair.right)]
    lines += [*question.items, *question.extra_rights]
    lines += [answer.feedback for answer in question.answers]
    return any("<li>" in line and bare(line) for line in lines)


def _block(kind: str, **value: Any) -> Fields:
    return {"type": kind, "value": value}


def _is_right(question: ReadQuestion, choice: Choice) -> bool:
    if question.kind is Kind.MULTIPLE:
        return choice.weight > NONE
    return choice.weight == FULL


def _weight(given: Decimal, *, usual: Decimal) -> str | None:
    kept = tidy(given.quantize(PLACES))
    return None if kept == tidy(usual.quantize(PLACES)) else written(kept)


WRITE: dict[Kind, Callable[[Answers, ReadQuestion], Fields]] = {
    Kind.SINGLE: Answers.choices,
    Kind.MULTIPLE: Answers.choices,
    Kind.TRUE_FALSE: Answers.choices,
    Kind.MATCHING: Answers.pairs,
    Kind.ORDERING: Answers.items,
    Kind.NUMERIC: Answers.numbers,
    Kind.TEXT: Answers.texts,
    Kind.VIGNETTE: Answers.none,
}
