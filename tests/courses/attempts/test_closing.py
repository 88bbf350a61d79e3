"""Abandoned attempts are closed with what was saved; that may complete the course, and tells nobody
anything wrong."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from courses.attempts import closing
from courses.attempts.closing import close_abandoned
from courses.attempts.models import QuizAttempt
from courses.enrolment.models import Enrolment, Grant
from cpd.outbox.registry import kinds
from tests.every_kind import publish_and_take_up
from tests.study import answer, answer_all, complete_lessons, start_quiz

START = datetime(2027, 3, 1, 10, tzinfo=UTC)


def ending(attempt: QuizAttempt) -> str:
    attempt.refresh_from_db()
    return attempt.ending


@pytest.fixture
def timed(enrolment: Enrolment) -> QuizAttempt:
    """An attempt with 20 minutes, started at ten, in a course of which nothing else is left."""
    publish_and_take_up(enrolment, time_limit_minutes=20)
    complete_lessons(enrolment)
    with time_machine.travel(START, tick=False):
        return start_quiz(enrolment)


@pytest.mark.parametrize(("minutes", "closed"), [(19, ""), (20, ""), (21, "time")])
def test_an_attempt_is_closed_when_its_time_is_up(
    timed: QuizAttempt, minutes: int, closed: str
) -> None:
    with time_machine.travel(START + timedelta(minutes=minutes), tick=False):
        close_abandoned()

    assert ending(timed) == closed


def test_an_attempt_that_would_pass_completes_the_course(timed: QuizAttempt) -> None:
    with time_machine.travel(START + timedelta(minutes=5), tick=False):
        answer_all(timed)
    with time_machine.travel(START + timedelta(minutes=21), tick=False):
        close_abandoned()

    timed.refresh_from_db()
    assert (timed.is_passed, timed.submitted_at) == (True, START + timedelta(minutes=20))
    assert timed.enrolment.completions.count() == 1


def test_without_access_nothing_is_completed(timed: QuizAttempt) -> None:
    with time_machine.travel(START + timedelta(minutes=5), tick=False):
        answer_all(timed)
        Grant.objects.update(revoked_at=START)
    with time_machine.travel(START + timedelta(minutes=21), tick=False):
        close_abandoned()

    assert ending(timed) == "time"
    assert timed.enrolment.completions.count() == 0
    assert mail.outbox == []


@pytest.mark.parametrize(("days", "closed"), [(29, ""), (31, "idle")])
def test_an_attempt_without_answers_is_closed_after_thirty_days(
    attempt: QuizAttempt, days: int, closed: str
) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
        close_abandoned()

    assert ending(attempt) == closed
    assert mail.outbox == []


def test_an_answer_keeps_an_attempt_open(attempt: QuizAttempt) -> None:
    now = datetime.now(UTC)
    with time_machine.travel(now + timedelta(days=20)):
        answer(attempt, "question-1", ["a"])
    with time_machine.travel(now + timedelta(days=40)):
        close_abandoned()

    assert ending(attempt) == ""


def test_one_that_fails_keeps_no_other_open(
    attempt: QuizAttempt,
    other_enrolment: Enrolment,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, other = attempt, start_quiz(other_enrolment)
    QuizAttempt.objects.filter(pk=broken.pk).update(order=[{"question": "gone"}])

    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        close_abandoned()

    assert (ending(broken), ending(other)) == ("", "idle")
    assert "could not be closed" in caplog.text


def test_it_comes_round_by_itself() -> None:
    assert kinds["attempts.close_abandoned"].handler is closing.close_abandoned
