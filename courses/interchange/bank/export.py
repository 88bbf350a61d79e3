"""Questions of a bank as a file, with what the file cannot hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from courses.interchange.bank.leaving import read_of
from courses.interchange.questions.form import ReadQuestion, Unkept
from courses.interchange.questions.gift_out import write_gift
from courses.interchange.questions.losses import losses
from courses.interchange.questions.moodle_out import write_moodle_xml
from courses.interchange.questions.sheets_out import write_csv, write_xlsx
from courses.interchange.questions.writing import Written
from courses.quizzes.models import Question

WRITERS: dict[str, Callable[[Iterable[ReadQuestion]], Written]] = {
    "gift": write_gift,
    "moodle-xml": write_moodle_xml,
    "csv": write_csv,
    "xlsx": write_xlsx,
}


@dataclass(frozen=True, slots=True)
class Loss:
    """A question of which a file loses something."""

    question: Question
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A file and what is lost in it."""

    format: str
    content: bytes
    losses: list[Loss]
    count: int  # questions in the file


def exported(questions: Iterable[Question], format: str) -> Export:  # noqa: A002 the field's word
    """Return questions as a file. Raises KeyError for a format that is not written."""
    reads, lost = [], []
    for question in questions:
        try:
            read = read_of(question)
        except Unkept as unkept:
            lost.append(Loss(question, (f"The whole question: {unkept.reason}",)))
            continue
        reads.append(read)
        reasons = (*losses(format, read), *read.notes)
        if reasons:
            lost.append(Loss(question, reasons))
    written = WRITERS[format](reads)
    return Export(format, written.content, lost, len(reads) - len(written.left_out))
