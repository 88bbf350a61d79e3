"""Taking drafts into a bank: all of those that were chosen, or none."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from courses.catalogue.models import Course
from courses.interchange.bank.candidates import drafts_to_save
from courses.interchange.bank.drafting import Draft
from courses.interchange.bank.tagging import add_tags
from courses.interchange.questions.form import ReadQuestion
from courses.quizzes.models import Question, Quiz
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
        more = tuple(tags)
        add_tags([(draft.question, (*draft.tags, *more)) for draft in drafts])
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
        with disable_reference_index_auto_update():  # saving has just told it what is cited
            question.save_revision(user=by, clean=False)


def _ask(quiz: Quiz, questions: list[Question], by: "User | None") -> None:
    locked = Quiz.objects.select_for_update().get(pk=quiz.pk)
    locked.entries.extend(("question", question) for question in questions)
    locked.save()
    locked.save_revision(user=by, clean=False)
