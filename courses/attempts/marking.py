"""The mark of an attempt, from what it pinned, what was answered and what was corrected since."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courses.attempts.corrections import (
    Corrections,
    Effect,
    answered_units,
    corrected,
    corrections_of,
    effect_on,
    hash_of,
)
from courses.attempts.models import QuizAttempt
from courses.quizzes.arranging import Arrangement, arranged, authored
from courses.quizzes.grading import Mark, points
from courses.quizzes.marking import clean_answer, credit

Content = dict[str, Any]
FULL, NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class MarkedUnit:
    """A question with an answer of its own, marked: the question as it was shown and is corrected,
    the answer in the letters shown and in the author's, the share of its points that it earns."""

    question_key: str  # of the drawn question it belongs to: a vignette's, or its own
    content_hash: str
    question: Content
    answer: Any
    authored_answer: Any
    credit: Fraction
    points: Fraction

    @property
    def is_right(self) -> bool:
        """Whether it earns all its points."""
        return self.credit == FULL

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer."""
        return bool(self.answer)

    @property
    def is_counted(self) -> bool:
        """Whether it counts; a correction may have left it out."""
        return effect_on(self.question) != Effect.LEFT_OUT


def mark_attempt(
    attempt: QuizAttempt, corrections: Corrections | None = None
) -> tuple[Mark, list[MarkedUnit]]:
    """Return an attempt's mark and its marked units in order, and write nothing. Corrections, by
    content hash, are those that stand unless others are given, to see what they would do."""
    contents = drawn_contents(attempt)
    if corrections is None:
        corrections = corrections_of(contents, course_id=attempt.enrolment.course_id)
    units = [
        unit
        for content, arrangement in zip(contents, attempt.order, strict=True)
        for unit in _marked(content, arrangement, attempt.answers.get(content["key"]), corrections)
    ]
    return mark_of(units), units


def drawn_contents(attempt: QuizAttempt) -> list[Content]:
    """Return the drawn questions as published, in the attempt's order."""
    contents = attempt.quiz_version.content["questions"]
    by_key = {content["key"]: content for content in contents}
    return [by_key[key] for key in attempt.drawn_keys]


def drawn_question(attempt: QuizAttempt, key: str) -> Content:
    """Return one of the drawn questions as it is shown, with its key: for the server only. Raises
    KeyError for another."""
    drawn = zip(drawn_contents(attempt), attempt.order, strict=True)
    content, arrangement = {content["key"]: (content, entry) for content, entry in drawn}[key]
    return arranged(content, arrangement)


def mark_of(units: list[MarkedUnit]) -> Mark:
    """Return the mark of marked units. What a correction leaves out is neither in the points earned
    nor in those possible; a vignette is right when all of it that counts is."""
    counted = [unit for unit in units if unit.is_counted]
    questions: dict[str, bool] = {}
    for unit in counted:
        questions[unit.question_key] = questions.get(unit.question_key, True) and unit.is_right
    return Mark(
        earned=sum((unit.credit * unit.points for unit in counted), NONE),
        possible=sum((unit.points for unit in counted), NONE),
        right=sum(questions.values()),
        total=len(questions),
    )


def _marked(
    content: Content, arrangement: Arrangement, answer: Any, corrections: Corrections
) -> Iterator[MarkedUnit]:
    """Mark a drawn question. The points of a vignette are shared out among its parts by theirs."""
    parts = answered_units(content)
    pinned = {entry["question"]: entry for entry in arrangement.get("questions", [arrangement])}
    given = (answer or {}) if content["kind"] == "vignette" else {content["key"]: answer}
    whole = sum((points(part) for part in parts), NONE)
    for part in parts:
        placed = pinned.get(part["key"], {})
        question = arranged(corrected(part, corrections), placed)
        chosen = clean_answer(question, given.get(part["key"]))
        is_given_to_all = effect_on(question) == Effect.ALL_RIGHT
        yield MarkedUnit(
            question_key=content["key"],
            content_hash=hash_of(part),
            question=question,
            answer=chosen,
            authored_answer=authored(part, placed, chosen),
            credit=FULL if is_given_to_all else credit(question, chosen),
            points=points(content) * points(part) / whole,
        )
