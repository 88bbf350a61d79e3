"""What the writers of question files share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from courses.interchange.questions.form import ReadQuestion, Skipped
from courses.interchange.questions.losses import refusal


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and the questions its format cannot hold at all."""

    content: bytes
    left_out: tuple[Skipped, ...] = ()


def sort_out(
    format: str,  # noqa: A002 the field's word
    questions: Iterable[ReadQuestion],
) -> tuple[list[ReadQuestion], tuple[Skipped, ...]]:
    """Return the questions a format can hold, and the others with the reason."""
    kept, left_out = [], []
    for number, question in enumerate(questions, start=1):
        reason = refusal(format, question)
        if reason:
            name = question.title or question.stem[:80]
            left_out.append(Skipped(f"question {number}", name, reason))
        else:
            kept.append(question)
    return kept, tuple(left_out)


def written(
    format: str,  # noqa: A002 the field's word
    questions: Iterable[ReadQuestion],
    write: Callable[[list[ReadQuestion]], bytes],
) -> Written:
    """Return a file of the questions that fit."""
    kept, left_out = sort_out(format, questions)
    return Written(write(kept), left_out)
