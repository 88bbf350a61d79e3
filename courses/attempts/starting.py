"""Starting an attempt, with all that it needs pinned."""

from datetime import datetime
from random import SystemRandom

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from courses.attempts.models import QuizAttempt
from courses.attempts.standing import Standing, standing_of
from courses.attempts.submitting import close
from courses.editions.models import EditionItem
from courses.enrolment.models import Enrolment
from courses.quizzes.drawing import draw
from courses.quizzes.models import QuizVersion

REMEMBERED = 50  # attempts whose questions count as seen
Ending = QuizAttempt.Ending
_random = SystemRandom()


class NoAttemptsLeft(Exception):
    """The quiz allows no further attempt."""


class TooSoon(Exception):
    """The quiz asks for a wait between attempts."""

    def __init__(self, next_at: datetime) -> None:
        super().__init__(f"Not before {next_at:%d %B %Y %H:%M}.")
        self.next_at = next_at


def start(enrolment: Enrolment, item: EditionItem) -> QuizAttempt:
    """Return the open attempt, or start one. An open attempt that can no longer count is closed
    with what was saved; so is one whose time is up, and it is returned, closed, so that nobody
    finds a new clock running. Raises NoAttemptsLeft or TooSoon."""
    existing = _open_attempt(enrolment, item)
    if existing is not None and existing.is_overdue(timezone.now()):
        close(existing, Ending.TIME)
        return existing
    if existing is not None and _may_count(existing, enrolment, item):
        return existing
    try:
        with transaction.atomic():
            if existing is not None:
                close(existing, Ending.REPLACED)
            return _create(enrolment, item)
    except IntegrityError:  # another tab was faster; the constraint keeps one
        existing = _open_attempt(enrolment, item)
        if existing is None:
            raise
        return existing


def _open_attempt(enrolment: Enrolment, item: EditionItem) -> QuizAttempt | None:
    if item.quiz_version is None:
        return None
    rows = enrolment.attempts.filter(quiz=item.quiz_version.quiz_id, state=QuizAttempt.State.OPEN)
    return rows.select_related("edition").first()


def _may_count(attempt: QuizAttempt, enrolment: Enrolment, item: EditionItem) -> bool:
    return attempt.round == enrolment.round and attempt.edition.number >= item.same_since


def _create(enrolment: Enrolment, item: EditionItem) -> QuizAttempt:
    version = item.quiz_version
    if version is None:
        raise NoAttemptsLeft
    now, standing = timezone.now(), standing_of(enrolment, item)
    _refuse_too_many(standing, now)
    order = draw(version.content, _random, seen=_seen(enrolment, version))
    limit = standing.time_limit
    numbers = enrolment.attempts.filter(round=enrolment.round, quiz=version.quiz_id)
    return QuizAttempt.objects.create(
        enrolment=enrolment,
        round=enrolment.round,
        quiz_id=version.quiz_id,
        quiz_version=version,
        edition=enrolment.edition,
        number=(numbers.aggregate(last=Max("number"))["last"] or 0) + 1,
        order=order,
        pass_mark=version.content["pass_mark"],
        question_count=len(order),
        deadline_at=now + limit if limit else None,
    )


def _refuse_too_many(standing: Standing, now: datetime) -> None:
    if standing.left == 0:
        raise NoAttemptsLeft
    if next_at := standing.next_at(now):
        raise TooSoon(next_at)


def _seen(enrolment: Enrolment, version: QuizVersion) -> set[str]:
    """Return the questions that the learner met at the course's quizzes, where a draw asks."""
    if not any(slot.get("prefers_unseen") for slot in version.content.get("slots", [])):
        return set()
    orders = enrolment.attempts.order_by("-pk").values_list("order", flat=True)[:REMEMBERED]
    return {entry["question"] for order in orders for entry in order}
