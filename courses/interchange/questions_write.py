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
        """Return the questions by the names that quizzes ask them by. One of the shared bank is
        made where that lacks it, and left as it is where others use it already."""
        return {name_of(draft): self._shared(draft) or self._write(draft) for draft in drafts}

    def retire_others(self) -> None:
        """Leave out what the bank of the course has and the package lacks."""
        others = self.course.questions.filter(retired_at=None).exclude(key__in=self.written)
        others.update(retired_at=timezone.now())

    def _shared(self, draft: QuestionDraft) -> Question | None:
        shared = Question.objects.filter(course=None, key=draft.key) if draft.is_shared else None
        found = shared.first() if shared is not None else None
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
        question = self._save(draft, None, 0)
        for position, part in enumerate(draft.parts):
            self._save(part, question, position)
        set_tags(question, draft.tags)
        return question

    def _save(self, draft: QuestionDraft, case: Question | None, position: int) -> Question:
        is_shared = draft.is_shared or (case is not None and case.course is None)
        bank = None if is_shared else self.course
        question = Question.objects.filter(course=bank, key=draft.key).first() or Question(
            course=bank, key=draft.key, written_by=self.by
        )
        values = {**resolve(draft.values, self.shelf), "retired_at": None}
        for name, value in values.items():
            setattr(question, name, value)
        question.vignette, question.position = case, position
        question.save()
        question.save_revision(user=self.by, clean=False)
        if bank is not None:
            self.written.add(question.key)
        return question


def _asked(question: Question) -> dict[str, Any]:
    """Return what a question asks by itself."""
    content = compile_question(question)
    return {name: value for name, value in content.items() if name not in {"questions", "hash"}}
