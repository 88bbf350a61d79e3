"""An uploaded question file: read once, chosen from, and taken in once."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from courses.interchange.bank.candidates import Candidate, candidates
from courses.interchange.bank.reporting import name_of
from courses.interchange.bank.taking import take_in
from courses.interchange.bank.thumbnails import Thumbnails
from courses.interchange.models import QuestionImport
from courses.interchange.questions.guessing import format_of
from courses.interchange.questions.reading import read_questions
from courses.quizzes.compiling import compile_question
from courses.quizzes.models import Question, Quiz

if TYPE_CHECKING:
    from accounts.models import User
    from courses.catalogue.models import Course

KEPT_FOR = timedelta(days=7)


class NothingChosen(Exception):
    """An import without any question."""


def upload(
    content: bytes,
    *,
    name: str,
    bank: "Course | None",
    by: "User",
    format: str = "",  # noqa: A002
) -> QuestionImport:
    """Keep a file with all that its preview shows; what is sound and new is chosen. Raises
    Unreadable."""
    reading = read_questions(content, format=format or format_of(content, name), name=name)
    found = candidates(reading.questions, bank=bank)
    thumbnails = Thumbnails()
    items = [_item(candidate, thumbnails.of(candidate.draft.images)) for candidate in found]
    return QuestionImport.objects.create(
        course=bank,
        name=name[:200],
        format=reading.format,
        content=content,
        items=items,
        skipped=[
            {"where": one.where, "what": one.what, "reason": one.reason} for one in reading.skipped
        ],
        chosen=[item["number"] for item in items if _is_wanted(item)],
        by=by,
    )


def choose(row: QuestionImport, *, among: Iterable[int], ticked: Iterable[int]) -> None:
    """Keep what was ticked among some items, as those of a page; of the others nothing changes."""
    sound_ones = {item["number"] for item in row.sound}
    here = set(among)
    row.chosen = sorted((row.wants - here) | (set(ticked) & here & sound_ones))
    row.save(update_fields=["chosen"])


def choose_all_new(row: QuestionImport) -> None:
    """Choose every item that is sound and new."""
    row.chosen = [item["number"] for item in row.items if _is_wanted(item)]
    row.save(update_fields=["chosen"])


def finish(
    row: QuestionImport, *, by: "User", tags: Iterable[str] = (), quiz: Quiz | None = None
) -> bool:
    """Take in what was chosen; True if this call did it, so that a second one takes in nothing.
    Raises NothingChosen."""
    with transaction.atomic():
        locked = QuestionImport.objects.select_for_update().get(pk=row.pk)
        if locked.imported_at is not None:
            return False
        if not locked.chosen:
            raise NothingChosen
        reading = read_questions(bytes(locked.content), format=locked.format)
        chosen = [reading.questions[number] for number in locked.chosen]
        saved = take_in(chosen, bank=locked.course, source=locked.name, by=by, tags=tags, quiz=quiz)
        locked.taken = [_taken(question) for question in saved]
        locked.imported_at = timezone.now()
        locked.content = b""
        locked.save()
    return True


def drop_old_uploads() -> int:
    """Delete the files that were uploaded more than a week ago."""
    old = QuestionImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]


def _is_wanted(item: dict[str, Any]) -> bool:
    return not (item["fault"] or item["twin"] or item["same_as"])


def _item(candidate: Candidate, pictures: list[dict[str, str]]) -> dict[str, Any]:
    draft = candidate.draft
    content = compile_question(draft.question)
    if draft.parts:
        content["questions"] = [compile_question(part) for part in draft.parts]
    return {
        "number": candidate.number,
        "where": draft.read.where,
        "title": name_of(draft.read),
        "kind": draft.read.kind.value,
        "content": content,
        "tags": list(draft.tags),
        "difficulty": draft.question.difficulty,
        "notes": list(draft.notes),
        "fault": candidate.fault,
        "twin": candidate.twin,
        "same_as": candidate.same_as,
        "pictures": pictures,
    }


def _taken(question: Question) -> dict[str, Any]:
    return {"pk": question.pk, "key": question.key, "stem": question.stem_words[:120]}
