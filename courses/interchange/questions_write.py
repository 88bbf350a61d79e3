"""Writing the questions of a package into the bank of its course."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from courses.catalogue.models import Course
from courses.interchange.bank.tagging import set_tags
from courses.interchange.blocks_in import Shelf
from courses.interchange.library import Library
from courses.interchange.questions_in import QuestionDraft
from courses.interchange.quizzes_in import name_of
from courses.interchange.resolving import resolve
from courses.keys import free_key
from courses.quizzes.compiling import compile_question
from courses.quizzes.models import Question

if TYPE_CHECKING:
    from accounts.models import User


@dataclass
class QuestionWriter:
    """Writes questions inside the caller's transaction; a known key gets its draft replaced."""

    course: Course
    shelf: Shelf
    by: "User | None"
    library: Library
    written: set[str] = field(default_factory=set)

    def write(self, drafts: list[QuestionDraft]) -> dict[str, Question]:
        """Return the questions by the names that quizzes ask them by, the course's own first: what
        others use of the shared bank is left as it is."""
        in_order = sorted(drafts, key=lambda draft: draft.is_shared)
        return {name_of(draft): self._shared(draft) or self._write(draft) for draft in in_order}

    def retire_others(self) -> None:
        """Leave out what the bank of the course has and the package lacks."""
        others = self.course.questions.filter(retired_at=None).exclude(key__in=self.written)
        others.update(retired_at=timezone.now())

    def _shared(self, draft: QuestionDraft) -> Question | None:
        rows = Question.objects.filter(course=None, vignette=None, key=draft.key)
        found = rows.first() if draft.is_shared else None
        if found is not None and self._differs(found, draft):
            self.library.note("shared question", str(found))
        return found

    def _differs(self, found: Question, draft: QuestionDraft) -> bool:
        """Whether learners would read something else, in the question or in those of a case."""
        brought = Question(**resolve(draft.values, self.shelf))
        parts = {part.key: part for part in found.parts.filter(retired_at=None)}
        return (
            _asked(brought) != _asked(found)
            or [*parts] != [part.key for part in draft.parts]
            or any(self._differs(parts[part.key], part) for part in draft.parts)
        )

    def _write(self, draft: QuestionDraft) -> Question:
        bank = self._bank(draft)
        question = self._save(draft, self._row(draft.key, bank), None, 0)
        for position, part in enumerate(draft.parts):
            self._save(part, self._row(part.key, bank), question, position)
        set_tags(question, draft.tags)
        if draft.is_shared and bank is not None:
            self.library.made_own.append(str(question))
        return question

    def _bank(self, draft: QuestionDraft) -> Course | None:
        """Return whose bank a question comes into: the shared one only where its key is free, by
        the hand of somebody who may write there."""
        is_free = not Question.objects.filter(course=None, key=draft.key).exists()
        is_added = draft.is_shared and is_free and self.library.fills_shared_bank
        return None if is_added else self.course

    def _row(self, key: str, bank: Course | None) -> Question:
        """Return the course's own row of a key, or a new one; what the shared bank has is never
        written over, nor what this package wrote before."""
        rows = Question.objects.filter(course=bank)
        taken = set(rows.values_list("key", flat=True)) if bank is None else self.written
        free = free_key(key, taken=taken, otherwise="question") if key in taken else key
        if bank is None:
            return Question(key=free, written_by=self.by)
        self.written.add(free)
        return rows.filter(key=free).first() or Question(course=bank, key=free, written_by=self.by)

    def _save(
        self, draft: QuestionDraft, question: Question, case: Question | None, position: int
    ) -> Question:
        values = {**resolve(draft.values, self.shelf), "key": question.key, "retired_at": None}
        for name, value in values.items():
            setattr(question, name, value)
        question.vignette, question.position = case, position
        question.save()
        question.save_revision(user=self.by, clean=False)
        return question


def _asked(question: Question) -> dict[str, Any]:
    """Return what a question asks by itself."""
    content = compile_question(question)
    return {name: value for name, value in content.items() if name not in {"questions", "hash"}}
