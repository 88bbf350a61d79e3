"""Starting, answering and submitting a quiz attempt."""

import random
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from courses.attempts.models import QuizAttempt
from courses.attempts.questions import drawn_questions, question_of
from courses.editions.models import EditionItem
from courses.enrolment.models import Enrolment
from courses.quizzes.grading import mark, rounded
from courses.quizzes.marking import clean_answer

_random = random.SystemRandom()


class NoAttemptsLeft(Exception):
    """The quiz allows no further attempt."""


class AlreadySubmitted(Exception):
    """The attempt is closed; its answers no longer change."""


def attempts_of(enrolment: Enrolment, item: EditionItem) -> list[QuizAttempt]:
    """Return this round's attempts at a quiz, newest first."""
    version = item.quiz_version
    if version is None:
        return []
    rows = enrolment.attempts.filter(round=enrolment.round, quiz=version.quiz_id)
    return list(rows.select_related("edition"))


def counting(attempts: list[QuizAttempt], item: EditionItem) -> list[QuizAttempt]:
    """Return those made since the quiz is materially the same; earlier ones are history."""
    return [attempt for attempt in attempts if attempt.edition.number >= item.same_since]


def attempts_left(item: EditionItem, used: int) -> int | None:
    """Return how many attempts remain; None for no limit."""
    limit = item.quiz_version.content["attempt_limit"] if item.quiz_version else None
    return None if limit is None else max(limit - used, 0)


def start(enrolment: Enrolment, item: EditionItem) -> QuizAttempt:
    """Return the open attempt, or start one with all it needs pinned. An open attempt that can no
    longer count is closed with what was saved. Raises NoAttemptsLeft."""
    existing = _open_attempt(enrolment, item)
    if existing is not None and _may_count(existing, enrolment, item):
        return existing
    try:
        with transaction.atomic():
            if existing is not None:
                submit(existing)
            return _create(enrolment, item)
    except IntegrityError:  # another tab was faster; the constraint keeps one
        existing = _open_attempt(enrolment, item)
        if existing is None:
            raise
        return existing


def save_answer(attempt: QuizAttempt, *, question_key: str, chosen: list[str]) -> QuizAttempt:
    """Keep an answer of an open attempt; unknown questions and choices are left out. Raises
    AlreadySubmitted."""
    with transaction.atomic():
        locked = QuizAttempt.objects.select_for_update().get(pk=attempt.pk)
        if not locked.is_open:
            raise AlreadySubmitted
        question = question_of(locked, question_key)
        if question is None:
            return locked
        locked.answers = {**locked.answers, question_key: clean_answer(question, chosen)}
        locked.save(update_fields=["answers"])
    return locked


def submit(attempt: QuizAttempt) -> bool:
    """Mark an attempt from its stored answers; True if this call did it, so a second submit changes
    nothing."""
    with transaction.atomic():
        locked = (
            QuizAttempt.objects.select_for_update()
            .select_related("quiz_version")
            .get(pk=attempt.pk)
        )
        result = mark(drawn_questions(locked), locked.answers)
        submitted = QuizAttempt.objects.filter(pk=locked.pk, state=QuizAttempt.State.OPEN).update(
            state=QuizAttempt.State.SUBMITTED,
            submitted_at=timezone.now(),
            right_count=result.right,
            earned=rounded(result.earned),
            possible=rounded(result.possible),
            percent=result.percent,
            ending=QuizAttempt.Ending.LEARNER,
            is_passed=result.passes(locked.pass_mark),
        )
    attempt.refresh_from_db()
    return bool(submitted)


def _open_attempt(enrolment: Enrolment, item: EditionItem) -> QuizAttempt | None:
    version = item.quiz_version
    if version is None:
        return None
    open_attempts = enrolment.attempts.filter(quiz=version.quiz_id, state=QuizAttempt.State.OPEN)
    return open_attempts.select_related("edition").first()


def _may_count(attempt: QuizAttempt, enrolment: Enrolment, item: EditionItem) -> bool:
    return attempt.round == enrolment.round and bool(counting([attempt], item))


def _create(enrolment: Enrolment, item: EditionItem) -> QuizAttempt:
    version = item.quiz_version
    if version is None:
        raise NoAttemptsLeft
    earlier = enrolment.attempts.filter(round=enrolment.round, quiz=version.quiz_id)
    last = earlier.aggregate(last=Max("number"))["last"] or 0
    used = earlier.filter(edition__number__gte=item.same_since).count()
    if attempts_left(item, used) == 0:
        raise NoAttemptsLeft
    order = [shuffled(question) for question in version.content["questions"]]
    return QuizAttempt.objects.create(
        enrolment=enrolment,
        round=enrolment.round,
        quiz_id=version.quiz_id,
        quiz_version=version,
        edition=enrolment.edition,
        number=last + 1,
        order=order,
        pass_mark=version.content["pass_mark"],
        question_count=len(order),
    )


def shuffled(question: dict[str, Any]) -> dict[str, Any]:
    """Draw the order of a question's choices; True stays before False."""
    keys = [choice["key"] for choice in question["choices"]]
    if question["kind"] != "true-false":
        _random.shuffle(keys)
    return {"question": question["key"], "choices": keys}
