"""Writing questions of the bank into a package."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from courses.interchange.answers_in import EVERY_OTHER
from courses.interchange.blocks_out import filled
from courses.interchange.question_markup import write_words
from courses.interchange.writing import Text
from courses.quizzes.kinds import CHOOSING, QuestionKind, Rule, Shuffle
from courses.quizzes.models import Question

Out = dict[str, Any]
ONE = Decimal(1)


class QuestionWriter:
    """Writes questions; picture gives the file name of a picture by its number, cite the keys of
    references, and both see to it that the package brings them."""

    def __init__(
        self, *, picture: Callable[[str], str], cite: Callable[[Iterable[Any]], list[str]]
    ) -> None:
        self.picture, self.cite = picture, cite
        self.at = ""  # the question that is being written, as lists name it

    def write(self, question: Question) -> Out:
        """Return a question as a package writes it; what is as usual is left away."""
        self.at = str(question)
        tags = sorted(use.tag.name for use in question.tag_uses.all()) if question.pk else []
        is_shared = question.course_id is None and question.vignette_id is None
        rule = "" if question.rule == Rule.ALL_OR_NOTHING else question.rule
        shuffle = "" if question.shuffle == Shuffle.ALL else question.shuffle
        return {
            "key": question.key,
            **filled(bank="shared" if is_shared else ""),
            "kind": question.kind,
            "stem": self.words(question.stem),
            **WRITE[question.kind](self, question),
            **filled(
                explanation=self.words(question.explanation),
                references=self.cite(block.value for block in question.references),
                points=None if question.points == ONE else number(question.points),
                rule=rule,
                shuffle=shuffle,
                difficulty=question.difficulty,
                tags=tags,
            ),
        }

    def words(self, value: Any) -> str:
        """Return a text as Markdown: on one line where that is all it takes."""
        source = getattr(value, "source", value) or ""
        text = write_words(source, self.picture).strip() if source else ""
        return Text(f"{text}\n") if "\n" in text else text

    def choices(self, question: Question) -> Out:
        """Return choices with their feedback."""
        values = [block.value for block in question.choices]
        return {"choices": [self._choice(value) for value in values]}

    def _choice(self, value: Any) -> Out:
        return filled(
            text=self.words(value["text"]),
            is_right=value["is_right"] or None,
            weight=number(value["weight"]),
            feedback=self.words(value["feedback"]),
            references=self.cite(value["references"]),
        )

    def pairs(self, question: Question) -> Out:
        """Return pairs, and right sides that belong to none."""
        pairs = [block.value for block in question.pairs if block.block_type == "pair"]
        extra = [block.value for block in question.pairs if block.block_type == "extra"]
        return {
            "pairs": [
                {"left": self.words(pair["left"]), "right": self.words(pair["right"])}
                for pair in pairs
            ],
            **filled(extra_rights=[self.words(right) for right in extra]),
        }

    def items(self, question: Question) -> Out:
        """Return items in the right order."""
        return {"items": [self.words(block.value) for block in question.items]}

    def numbers(self, question: Question) -> Out:
        """Return accepted numbers."""
        return {
            "numbers": [
                filled(
                    value=EVERY_OTHER if value["value"] is None else number(value["value"]),
                    tolerance=number(value["tolerance"]),
                    **self._worth(value),
                )
                for value in (block.value for block in question.numbers)
            ],
            **filled(unit=question.unit),
        }

    def texts(self, question: Question) -> Out:
        """Return accepted texts."""
        return {
            "texts": [
                filled(text=block.value["text"], **self._worth(block.value))
                for block in question.texts
            ],
            **filled(
                is_case_sensitive=question.is_case_sensitive or None,
                is_accent_sensitive=question.is_accent_sensitive or None,
            ),
        }

    def questions(self, question: Question) -> Out:
        """Return the questions of a case."""
        parts = question.parts.filter(retired_at=None).order_by("position", "pk")
        written = [self.write(part) for part in parts]
        self.at = str(question)
        return {"questions": written}

    def _worth(self, value: Any) -> Out:
        return {"weight": number(value["weight"]), "feedback": self.words(value["feedback"])}


def number(value: Any) -> int | float | str | None:
    """Return a number as YAML keeps it exactly: whole, else decimal, else as text."""
    if value is None:
        return None
    exact = Decimal(value)
    if exact == exact.to_integral_value():
        return int(exact)
    near = float(exact)
    return near if Decimal(repr(near)) == exact and "e" not in repr(near) else f"{exact:f}"


WRITE: dict[str, Callable[[QuestionWriter, Question], Out]] = {
    **dict.fromkeys(CHOOSING, QuestionWriter.choices),
    QuestionKind.MATCHING: QuestionWriter.pairs,
    QuestionKind.ORDERING: QuestionWriter.items,
    QuestionKind.NUMERIC: QuestionWriter.numbers,
    QuestionKind.TEXT: QuestionWriter.texts,
    QuestionKind.VIGNETTE: QuestionWriter.questions,
}
