"""From a read question to a draft of the bank, unsaved, with what could not be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from courses.interchange.bank.answers import Answers, lists_in_lines
from courses.interchange.bank.faults import faults_of
from courses.interchange.bank.filing import difficulty_of, sources_of, tags_of
from courses.interchange.bank.pictures import images_of
from courses.interchange.bank.texts import to_bank
from courses.interchange.questions.form import NONE, Image, Kind, ReadQuestion
from courses.keys import free_key
from courses.quizzes.fingerprints import FIELDS, fingerprint
from courses.quizzes.kinds import Rule, Shuffle
from courses.quizzes.models import Question
from courses.quizzes.wording import words

if TYPE_CHECKING:
    from courses.catalogue.models import Course

CENT = Decimal("0.01")
RULES = {
    (Kind.MULTIPLE, False): Rule.PER_CHOICE,
    (Kind.ORDERING, False): Rule.ADJACENT,
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What texts point at: the numbers of references by DOI and key, and of pictures by name; and
    what is wrong with those that cannot be shown."""

    references: Mapping[str, int] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """A question that is not in the bank yet; of its pictures, those that can be shown."""

    read: ReadQuestion
    question: Question
    parts: list[Question]
    tags: tuple[str, ...]
    notes: tuple[str, ...]
    fault: str
    images: tuple[Image, ...]

    def known_by(self) -> str:
        """Return the fingerprint that the question will have in the bank."""
        question = self.question
        answers = {name: getattr(question, name).raw_data for name in FIELDS}
        parts = [part.known_by() for part in self.parts]
        return fingerprint(question.kind, question.stem, answers, parts)


def draft_of(read: ReadQuestion, *, bank: "Course | None", taken: set[str], shelf: Shelf) -> Draft:
    """Return a question as a draft of a bank, None for the shared one. What is wrong with it is its
    fault, in words."""
    question, notes = _question(read, shelf)
    question.course = bank
    question.key = _key(taken, read.title, words(question.stem))
    parts = []
    for number, one in enumerate(read.parts, start=1):
        part, said_of_part = _question(one, shelf)
        part.course, part.key = bank, _key(taken, f"{question.key}-{number}")
        part.position = number - 1
        parts.append(part)
        notes += [f"Question {number}: {note}" for note in said_of_part]
    faults = faults_of(question)
    for number, part in enumerate(parts, start=1):
        faults += [f"Question {number}: {fault}" for fault in faults_of(part)]
    tags, filed = tags_of(read)
    _cite(question, read, shelf)
    every = (*read.notes, *notes, *filed)
    said = tuple(dict.fromkeys(every))
    shown = tuple(image for image in images_of(read) if image.name in shelf.pictures)
    return Draft(read, question, parts, tags, said, " ".join(faults), shown)


def _question(read: ReadQuestion, shelf: Shelf) -> tuple[Question, list[str]]:
    def rich(text: str) -> str:
        return to_bank(text, shelf.pictures)

    points = read.points.quantize(CENT)
    values: dict[str, Any] = {
        "kind": read.kind.value,
        "stem": rich(read.stem),
        "explanation": rich(read.explanation),
        "points": points,
        "unit": read.unit,
        "is_case_sensitive": read.is_case_sensitive,
        "is_accent_sensitive": read.is_accent_sensitive,
        "rule": RULES.get((read.kind, read.is_all_or_nothing), Rule.ALL_OR_NOTHING),
        "shuffle": _shuffle(read),
        "difficulty": difficulty_of(read),
        **Answers(rich).of(read),
    }
    return Question(**values), [*_notes(read, shelf), *_rounded(read, points)]


def _shuffle(read: ReadQuestion) -> Shuffle:
    if read.kind is Kind.TRUE_FALSE or (read.choices and read.keeps_order):
        return Shuffle.NONE
    return Shuffle.KEEP_LAST if read.choices and read.keeps_last else Shuffle.ALL


def _notes(read: ReadQuestion, shelf: Shelf) -> list[str]:
    notes = [shelf.broken[image.name] for image in read.images if image.name in shelf.broken]
    if lists_in_lines(read):
        notes.append("A list within a choice, pair, item or feedback is shown as lines.")
    if read.keeps_order and read.kind is Kind.MATCHING:
        notes.append("Not kept: that what is matched keeps its order.")
    is_partial = read.kind is Kind.MULTIPLE and not read.is_all_or_nothing
    if is_partial and any(choice.weight == NONE for choice in read.choices):
        notes.append(
            "Marked as right less wrong: a wrong choice takes what a right one gives, unless it has"
            " a weight of its own."
        )
    return notes


def _rounded(read: ReadQuestion, points: Decimal) -> list[str]:
    return [] if points == read.points else [f"The points are rounded to {points}."]


def _cite(question: Question, read: ReadQuestion, shelf: Shelf) -> None:
    """Cite the references that the library has; the others stand in the explanation."""
    found, others = sources_of(read, shelf.references)
    question.references = [{"type": "reference", "value": number} for number in found]
    question.explanation += others


def _key(taken: set[str], *names: str) -> str:
    """Take a key that the bank does not have, for one of several new questions."""
    key = free_key(*names, taken=taken, otherwise="question")
    taken.add(key)
    return key
