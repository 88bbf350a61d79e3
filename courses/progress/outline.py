"""Where a learner stands in an edition: the state of every lesson, quiz and module, in one
query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, When

from courses.attempts.models import QuizAttempt
from courses.editions.models import EditionItem, EditionModule
from courses.enrolment.models import Enrolment
from courses.progress.models import EvaluationReceipt, LessonCompletion

Survey = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A lesson or quiz with its state."""

    item: EditionItem
    number: int  # among the lessons, or among the quizzes
    is_complete: bool

    @property
    def key(self) -> str:
        """Part of its address."""
        return self.item.key


@dataclass(frozen=True, slots=True)
class Part:
    """A module with its steps; complete when all in it is."""

    module: EditionModule
    steps: list[Step]

    @property
    def is_complete(self) -> bool:
        """Whether all in it is complete."""
        return all(step.is_complete for step in self.steps)


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole edition for one learner."""

    parts: list[Part]
    survey: Survey = field(default_factory=dict)
    has_evaluated: bool = False

    @property
    def steps(self) -> list[Step]:
        """Every step, in order."""
        return [step for part in self.parts for step in part.steps]

    @property
    def is_complete(self) -> bool:
        """The completion rule: every lesson complete, every quiz passed, and the evaluation given
        where the edition asks for it."""
        return self.has_done_all_steps and not self.lacks_evaluation

    @property
    def has_done_all_steps(self) -> bool:
        """Whether every lesson is complete and every quiz passed."""
        return all(step.is_complete for step in self.steps)

    @property
    def lacks_evaluation(self) -> bool:
        """Whether the completion rule asks for an evaluation that was not given yet."""
        return bool(self.survey.get("is_required")) and not self.has_evaluated

    @property
    def may_evaluate(self) -> bool:
        """Whether an evaluation is due: there is one, all steps are done, and it was not given."""
        return bool(self.survey) and self.has_done_all_steps and not self.has_evaluated

    @property
    def complete_count(self) -> int:
        """How many steps are complete."""
        return sum(step.is_complete for step in self.steps)

    @property
    def percent(self) -> int:
        """Progress in whole per cent of the steps."""
        return self.complete_count * 100 // len(self.steps) if self.steps else 0

    @property
    def lessons_left(self) -> int:
        """How many lessons remain."""
        return sum(not step.is_complete for step in self.steps if not step.item.is_quiz)

    @property
    def quizzes_left(self) -> list[Step]:
        """The quizzes that remain."""
        return [step for step in self.steps if step.item.is_quiz and not step.is_complete]

    def quizzes_of(self, quiz_id: int) -> list[Step]:
        """The steps that ask a quiz."""
        versions = (step for step in self.steps if step.item.quiz_version)
        return [
            step
            for step in versions
            if step.item.quiz_version and step.item.quiz_version.quiz_id == quiz_id
        ]

    def step(self, key: str) -> Step | None:
        """Return a step by its key."""
        return next((step for step in self.steps if step.key == key), None)

    def after(self, key: str) -> Step | None:
        """Return the step that follows."""
        keys = [step.key for step in self.steps]
        return self.steps[keys.index(key) + 1] if key in keys[:-1] else None

    def next_step(self, last_key: str = "") -> Step | None:
        """Where to go on: the last place if it is unfinished, else the first unfinished step."""
        last = self.step(last_key)
        if last and not last.is_complete:
            return last
        return next((step for step in self.steps if not step.is_complete), None)


def outline_of(enrolment: Enrolment) -> Outline:
    """Return the outline of the edition being studied; one query."""
    counts = {True: 0, False: 0}
    steps = []
    for item in items_with_state(enrolment):
        counts[item.is_quiz] += 1
        steps.append(Step(item, counts[item.is_quiz], item.is_complete))  # type: ignore[attr-defined]
    return Outline(
        list(_parts(steps)),
        survey=enrolment.edition.survey,
        has_evaluated=any(step.item.has_evaluated for step in steps),  # type: ignore[attr-defined]
    )


def items_with_state(enrolment: Enrolment) -> QuerySet[EditionItem]:
    """Return the edition's items with `is_complete`, and `has_evaluated` of the whole; contents
    stay in the database."""
    same = {"round": enrolment.round, "enrolment": enrolment}
    completed = LessonCompletion.objects.filter(
        **same,
        lesson=OuterRef("lesson_version__lesson"),
        edition__number__gte=OuterRef("same_since"),
    )
    passed = QuizAttempt.objects.passed().filter(
        **same, quiz=OuterRef("quiz_version__quiz"), edition__number__gte=OuterRef("same_since")
    )
    is_quiz = When(quiz_version__isnull=False, then=Exists(passed))
    return (
        EditionItem.objects.filter(edition=enrolment.edition_id)
        .select_related("module", "quiz_version")
        .defer("quiz_version__content")
        .annotate(
            is_complete=Case(is_quiz, default=Exists(completed), output_field=BooleanField()),
            has_evaluated=Exists(EvaluationReceipt.objects.filter(**same)),
        )
        .order_by("position")
    )


def _parts(steps: Iterable[Step]) -> Iterable[Part]:
    for module, members in groupby(steps, key=lambda step: step.item.module):
        yield Part(module, list(members))
