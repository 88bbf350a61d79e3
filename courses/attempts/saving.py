"""Saving answers as they are given, and making one final to see what was right."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.attempts.marking import drawn_question
from courses.attempts.models import QuizAttempt
from courses.quizzes.marking import clean_answer

LONGEST_AGE = timedelta(days=30)


class NotSaved(Exception):
    """The answer changes nothing."""


class AlreadySubmitted(NotSaved):
    """The attempt is closed; its answers no longer change."""


class TimeIsUp(NotSaved):
    """The answer came after the attempt's time."""


class AlreadyChecked(NotSaved):
    """What was right has been shown; the answer no longer changes."""


class NewerAnswerStands(NotSaved):
    """A newer answer to the question was saved before this one arrived."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer comes from: an open page by a name of its own, its how-manieth save, and how
    long ago the answer was given there. One sent by a plain form was given now."""

    page: str = ""
    serial: int = 0
    age: timedelta = timedelta(0)


NOW = Origin()


@transaction.atomic
def save_answer(
    attempt: QuizAttempt, *, question_key: str, answer: Any, origin: Origin = NOW
) -> QuizAttempt:
    """Keep an answer of an open attempt to one of its questions; what cannot be one is left out.
    The answer that was given last stands. Raises NotSaved, by its reason."""
    locked = _locked(attempt)
    question = drawn_question(locked, question_key)
    _keep(locked, question_key, clean_answer(question, answer), origin)
    locked.save(update_fields=["answers", "saves", "saved_at"])
    return locked


@transaction.atomic
def check_answer(attempt: QuizAttempt, *, question_key: str, answer: Any) -> QuizAttempt:
    """Keep an answer and make it final, so that what was right may be shown. Raises as save_answer
    does."""
    locked = save_answer(attempt, question_key=question_key, answer=answer)
    locked.checked = [*locked.checked, question_key]
    locked.save(update_fields=["checked"])
    return locked


def _locked(attempt: QuizAttempt) -> QuizAttempt:
    """Return the row as it is now, locked where the database can; the version, which never changes,
    is not read again."""
    locked = QuizAttempt.objects.select_for_update().get(pk=attempt.pk)
    locked.quiz_version, locked.enrolment = attempt.quiz_version, attempt.enrolment
    if not locked.is_open:
        raise AlreadySubmitted
    if locked.is_overdue(timezone.now()):
        raise TimeIsUp
    return locked


def _keep(attempt: QuizAttempt, key: str, answer: Any, origin: Origin) -> None:
    now = timezone.now()
    given_at = now - min(max(origin.age, timedelta(0)), LONGEST_AGE)
    if key in attempt.checked:
        raise AlreadyChecked
    if _is_older(attempt.saves.get(key), origin, given_at):
        raise NewerAnswerStands
    save = {"page": origin.page, "serial": origin.serial, "at": given_at.timestamp()}
    attempt.answers = {**attempt.answers, key: answer}
    attempt.saves = {**attempt.saves, key: save}
    attempt.saved_at = now


def _is_older(last: dict[str, Any] | None, origin: Origin, given_at: datetime) -> bool:
    """Saves of one page are numbered, since the network may turn them round; those of two pages or
    devices are compared by when the answer was given."""
    if last is None:
        return False
    if origin.page and origin.page == last["page"]:
        return origin.serial < int(last["serial"])
    return given_at < datetime.fromtimestamp(last["at"], UTC)
