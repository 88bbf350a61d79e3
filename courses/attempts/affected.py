"""What a correction of a key does to attempts: worked out, and nothing written."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.attempts.corrections import Corrections, answered_units, corrections_of, hash_of
from courses.attempts.marking import MarkedUnit, mark_attempt
from courses.attempts.models import KeyCorrection, QuizAttempt, Response
from courses.attempts.models.attempt import AttemptQuerySet
from courses.quizzes.compiling import asked_count
from courses.quizzes.grading import Mark, rounded
from courses.quizzes.models import QuestionVersion, QuizVersion

CREDIT = Decimal("0.00000001")
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Change:
    """An attempt's mark before and after a correction, with the credit of the question in
    question."""

    attempt: QuizAttempt
    mark: Mark
    unit: MarkedUnit
    response: Response | None  # none for what was asked before questions had versions

    @property
    def credit_before(self) -> Decimal:
        """The share of the question's points that was earned; unknown is told as what it is now."""
        return self.response.credit if self.response else self.credit_after

    @property
    def credit_after(self) -> Decimal:
        """The share that is earned now."""
        return rounded(self.unit.credit, CREDIT)

    @property
    def percent_before(self) -> int:
        """The mark before, in whole per cent."""
        return self.attempt.percent or 0

    @property
    def is_passed(self) -> bool:
        """Whether the attempt passes now; a pass that was there stays."""
        return self.attempt.is_passed or self.mark.passes(self.attempt.pass_mark)

    @property
    def is_newly_passed(self) -> bool:
        """Whether it passes by the correction."""
        return self.is_passed and not self.attempt.is_passed

    @property
    def falls(self) -> bool:
        """Whether the mark is lower than before."""
        return self.mark.percent < self.percent_before

    @property
    def rises(self) -> bool:
        """Whether the mark is higher than before."""
        return self.mark.percent > self.percent_before

    @property
    def is_change(self) -> bool:
        """Whether anything that is stored changes."""
        attempt, response = self.attempt, self.response
        before = (attempt.earned, attempt.possible, attempt.percent, attempt.right_count)
        after = (
            rounded(self.mark.earned),
            rounded(self.mark.possible),
            self.mark.percent,
            self.mark.right,
        )
        of_answer = response is not None and (
            (response.credit, response.is_counted) != (self.credit_after, self.unit.is_counted)
        )
        return before != after or of_answer


class Affected:
    """The attempts that met a question version, and how they are marked with a correction, whether
    it is written yet or not. Quiz versions and standing corrections are read once."""

    def __init__(self, version: QuestionVersion, correction: KeyCorrection | None = None) -> None:
        self.version = version
        self.correction = correction
        self._quizzes = {row.pk: row for row in quiz_versions_with(version)}
        self._standing: dict[tuple[int, int], Corrections] = {}

    @property
    def attempts(self) -> AttemptQuerySet:
        """All attempts at quiz versions that may ask the question, open ones too, in the order they
        were started; some may not have drawn it."""
        rows = QuizAttempt.objects.filter(quiz_version__in=self._quizzes)
        return rows.order_by("pk")

    def submitted_count(self) -> int:
        """Return how many of them are submitted."""
        return self.attempts.filter(state=QuizAttempt.State.SUBMITTED).count()

    def changes(self) -> Iterator[Change]:
        """Return what would change, attempt by attempt; a stream."""
        submitted = self.attempts.filter(state=QuizAttempt.State.SUBMITTED)
        rows = submitted.select_related("enrolment__learner")
        batch: list[QuizAttempt] = []
        for attempt in rows.iterator(CHUNK):
            batch.append(attempt)
            if len(batch) == CHUNK:
                yield from self.changes_of(batch)
                batch = []
        yield from self.changes_of(batch)

    def changes_of(self, attempts: list[QuizAttempt]) -> Iterator[Change]:
        """Return what changes of some attempts; those that stay as they are are left out. The
        attempts come with their enrolment."""
        responses = {
            row.attempt_id: row
            for row in Response.objects.filter(version=self.version, attempt__in=attempts)
        }
        for attempt in attempts:
            change = self._change(attempt, responses.get(attempt.pk))
            if change is not None and change.is_change:
                yield change

    def _change(self, attempt: QuizAttempt, response: Response | None) -> Change | None:
        attempt.quiz_version = self._quizzes[attempt.quiz_version_id]
        mark, units = mark_attempt(attempt, self._corrections(attempt))
        wanted = self.version.content_hash
        unit = next((unit for unit in units if unit.content_hash == wanted), None)
        return Change(attempt, mark, unit, response) if unit else None

    def _corrections(self, attempt: QuizAttempt) -> Corrections:
        place = attempt.quiz_version_id, attempt.enrolment.course_id
        if place not in self._standing:
            contents = self._quizzes[attempt.quiz_version_id].content["questions"]
            standing = corrections_of(contents, course_id=attempt.enrolment.course_id)
            own = {self.version.content_hash: self.correction} if self.correction else {}
            self._standing[place] = {**standing, **own}
        return self._standing[place]


def quiz_versions_with(version: QuestionVersion) -> list[QuizVersion]:
    """Return the published quizzes that may ask a question version: those of its course, of every
    course for a question of the shared bank."""
    rows = QuizVersion.objects.order_by("pk")
    course = version.question.course_id
    if course is None:  # such contents name their questions' hashes
        rows = rows.filter(content__icontains=version.content_hash)
    else:
        rows = rows.filter(quiz__module__course=course)
    return [row for row in rows.iterator(CHUNK) if _asks(row, version)]


def is_asked_alone(version: QuestionVersion) -> bool:
    """Whether some quiz asks a learner one question, and it may be this one."""
    for quiz in quiz_versions_with(version):
        own = (row for row in quiz.content["questions"] if version.content_hash in _units(row))
        if asked_count(quiz.content) == 1 and any(len(_units(row)) == 1 for row in own):
            return True
    return False


def _units(question: dict[str, Any]) -> set[str]:
    return {hash_of(unit) for unit in answered_units(question)}


def _asks(quiz: QuizVersion, version: QuestionVersion) -> bool:
    return any(version.content_hash in _units(row) for row in quiz.content["questions"])
