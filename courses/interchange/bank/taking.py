"""Taking drafts into a bank: all of those that were chosen, or none."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from courses.catalogue.models import Course
from courses.interchange.bank.candidates import drafts_to_save
from courses.interchange.bank.drafting import Draft
from courses.interchange.questions.form import ReadQuestion
from courses.quizzes.models import BankTag, Question, QuestionTag, Quiz
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User


def take_in(
    questions: Sequence[ReadQuestion],
    *,
    bank: Course | None,
    source: str,
    by: "User | None" = None,
    tags: Iterable[str] = (),
    quiz: Quiz | None = None,
) -> list[Question]:
    """Save questions of a file as drafts of a bank, None for the shared one, and let a quiz ask
    them last. Each has passed its checks before. Returns the drafts, without parts of cases."""
    with transaction.atomic():
        if bank is not None:
            Course.objects.select_for_update().get(pk=bank.pk)
        drafts = drafts_to_save(questions, bank=bank, source=source)
        for draft in drafts:
            _save(draft, by)
        _tag(drafts, tuple(tags))
        saved = [draft.question for draft in drafts]
        if quiz is not None:
            _ask(quiz, saved, by)
        where = bank.slug if bank else "the shared bank"
        record("questions.imported", actor=by, thing=where[:120], source=source, count=len(saved))
    return saved


def _save(draft: Draft, by: "User | None") -> None:
    for question in (draft.question, *draft.parts):
        if question is not draft.question:
            question.vignette = draft.question
        question.written_by = by
        question.save()
        question.save_revision(user=by, clean=False)


def _tag(drafts: list[Draft], more: tuple[str, ...]) -> None:
    wanted = [
        (draft.question, {name.casefold(): name for name in (*draft.tags, *more)})
        for draft in drafts
    ]
    rows = _tags({folded: name for _, names in wanted for folded, name in names.items()})
    QuestionTag.objects.bulk_create(
        QuestionTag(tag=rows[folded], content_object=question)
        for question, names in wanted
        for folded in names
    )


def _tags(names: dict[str, str]) -> dict[str, BankTag]:
    """Return tags by their names in small letters; those that are missing are made."""
    if not names:
        return {}
    rows = {tag.name.casefold(): tag for tag in BankTag.objects.order_by("-pk")}
    missing = {folded: name for folded, name in names.items() if folded not in rows}
    return rows | {folded: BankTag.objects.create(name=name) for folded, name in missing.items()}


def _ask(quiz: Quiz, questions: list[Question], by: "User | None") -> None:
    locked = Quiz.objects.select_for_update().get(pk=quiz.pk)
    locked.entries.extend(("question", question) for question in questions)
    locked.save()
    locked.save_revision(user=by, clean=False)
