"""What a file offers to a bank: each question as a draft, with its faults, and whether the bank or
the file has it already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from courses.interchange.bank.drafting import Draft, Shelf, draft_of
from courses.interchange.bank.filing import references_named
from courses.interchange.bank.pictures import BROKEN, Picture, images_of, known, sound, store
from courses.interchange.questions.form import ReadQuestion
from courses.quizzes.models import Question

if TYPE_CHECKING:
    from courses.catalogue.models import Course


@dataclass(slots=True)
class Candidate:
    """A question of a file. twin: the bank's own, where it has one; same_as: where it stood in the
    file before."""

    number: int
    draft: Draft
    twin: int | None = None
    same_as: str = ""

    @property
    def fault(self) -> str:
        """Why it cannot go in at all."""
        return self.draft.fault


def candidates(questions: Sequence[ReadQuestion], *, bank: "Course | None") -> list[Candidate]:
    """Return what a file offers to a bank, None for the shared one; nothing is written."""
    pictures, broken = _looked_at(questions)
    numbers = {picture.name: picture.name for picture in pictures} | known(pictures)
    shelf = Shelf(references_named(tuple(questions)), numbers, broken)
    return _matched(_drafts(questions, bank, shelf), bank)


def drafts_to_save(
    questions: Sequence[ReadQuestion], *, bank: "Course | None", source: str
) -> list[Draft]:
    """Return drafts whose pictures are in the library; called in the transaction that saves
    them."""
    pictures, broken = _looked_at(questions)
    shelf = Shelf(references_named(tuple(questions)), store(pictures, source=source), broken)
    return _drafts(questions, bank, shelf)


def in_bank(bank: "Course | None") -> QuerySet[Question]:
    """Return the questions of a bank that stand on their own and are not left out."""
    return Question.objects.filter(course=bank, vignette=None, retired_at=None)


def _looked_at(questions: Iterable[ReadQuestion]) -> tuple[list[Picture], dict[str, str]]:
    images = {image.name: image for question in questions for image in images_of(question)}
    found = sound(images.values())
    lost = images.keys() - {picture.name for picture in found}
    return found, {name: BROKEN.format(images[name].alt or name) for name in lost}


def _drafts(questions: Iterable[ReadQuestion], bank: "Course | None", shelf: Shelf) -> list[Draft]:
    taken = set(Question.objects.filter(course=bank).values_list("key", flat=True))
    return [draft_of(one, bank=bank, taken=taken, shelf=shelf) for one in questions]


def _matched(drafts: list[Draft], bank: "Course | None") -> list[Candidate]:
    names = [draft.known_by() for draft in drafts]
    rows = in_bank(bank).filter(fingerprint__in=set(names))
    twins = dict(rows.order_by("-pk").values_list("fingerprint", "pk"))
    seen: dict[str, str] = {}
    found = []
    for number, (draft, name) in enumerate(zip(drafts, names, strict=True)):
        found.append(Candidate(number, draft, twins.get(name), seen.get(name, "")))
        if not draft.fault:
            seen.setdefault(name, draft.read.where)
    return found
