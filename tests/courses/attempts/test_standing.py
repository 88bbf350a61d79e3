"""Limits, waits, time and allowances: who may start when, and for how long."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from courses.attempts.allowances import extra_for
from courses.attempts.models import Allowance, QuizAttempt
from courses.attempts.standing import Standing, standing_of
from courses.attempts.starting import NoAttemptsLeft, TooSoon
from courses.attempts.submitting import submit
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Quiz
from tests.every_kind import publish_and_take_up
from tests.study import answer, start_quiz, take_quiz

START = datetime(2027, 3, 1, 10, tzinfo=UTC)


def allow(enrolment: Enrolment, **values: Any) -> Allowance:
    return Allowance.objects.create(learner=enrolment.learner, reason="Asked for it.", **values)


def standing(enrolment: Enrolment) -> Standing:
    return standing_of(enrolment, enrolment.edition.items.get(key="final-quiz"))


def test_an_allowance_brings_another_attempt(enrolment: Enrolment) -> None:
    limited = publish_and_take_up(enrolment, attempt_limit=1)
    submit(start_quiz(limited))
    allow(enrolment, extra_attempts=1)

    submit(start_quiz(limited))

    with pytest.raises(NoAttemptsLeft):
        start_quiz(limited)


@pytest.mark.parametrize("values", [{"ended_at": START}, {"learner": "carol"}, {"quiz": "another"}])
def test_an_allowance_of_another_kind_brings_nothing(
    enrolment: Enrolment, carol: User, values: dict[str, Any]
) -> None:
    limited = publish_and_take_up(enrolment, attempt_limit=1)
    submit(start_quiz(limited))
    row = allow(enrolment, extra_attempts=1)
    other = Quiz.objects.create(module=Quiz.objects.get().module, key="another", title="Another")
    changes = {"carol": carol, "another": other}
    for name, value in values.items():
        setattr(row, name, changes.get(value, value) if isinstance(value, str) else value)
    row.save()

    assert standing(limited).left == 0


def test_attempts_add_up_and_the_longest_time_counts(enrolment: Enrolment) -> None:
    quiz = Quiz.objects.get()
    allow(enrolment, extra_attempts=1, extra_time_percent=25)
    allow(enrolment, extra_attempts=2, extra_time_percent=50, quiz=quiz)

    extra = extra_for(enrolment.learner_id, quiz.pk)

    assert (extra.attempts, extra.time_percent) == (3, 50)


@pytest.mark.parametrize(("percent", "minutes"), [(0, 20), (25, 25), (100, 40)])
def test_the_time_is_pinned_with_its_allowance(
    enrolment: Enrolment, percent: int, minutes: int
) -> None:
    timed = publish_and_take_up(enrolment, time_limit_minutes=20)
    if percent:
        allow(enrolment, extra_time_percent=percent)

    with time_machine.travel(START, tick=False):
        attempt = start_quiz(timed)
        allow(enrolment, extra_time_percent=400)

    assert attempt.deadline_at == START + timedelta(minutes=minutes)


def test_without_a_limit_there_is_no_end(attempt: QuizAttempt) -> None:
    assert attempt.deadline_at is None


def test_the_next_attempt_waits(enrolment: Enrolment) -> None:
    waiting = publish_and_take_up(enrolment, cool_down_minutes=60)
    with time_machine.travel(START, tick=False) as clock:
        submit(start_quiz(waiting))
        with pytest.raises(TooSoon) as refusal:
            start_quiz(waiting)

        clock.shift(timedelta(minutes=60))
        second = start_quiz(waiting)

    assert refusal.value.next_at == START + timedelta(hours=1)
    assert second.number == 2


def test_the_wait_goes_by_the_end_of_what_was_abandoned(enrolment: Enrolment) -> None:
    waiting = publish_and_take_up(enrolment, cool_down_minutes=60)
    attempt = start_quiz(waiting)
    saved = answer(attempt, "question-1", ["a"]).saved_at
    submit(attempt)
    QuizAttempt.objects.update(ending=QuizAttempt.Ending.IDLE, submitted_at=START)

    assert saved is not None
    assert standing(waiting).next_at(saved) == saved + timedelta(hours=1)


def test_the_best_attempt_counts(enrolment: Enrolment) -> None:
    first = take_quiz(enrolment)
    take_quiz(enrolment, right=False)

    assert standing(enrolment).best == first
    assert standing(enrolment).is_passed


def test_an_attempt_whose_time_is_up_is_closed_and_no_new_clock_runs(enrolment: Enrolment) -> None:
    timed = publish_and_take_up(enrolment, time_limit_minutes=20)
    with time_machine.travel(START, tick=False) as clock:
        first = start_quiz(timed)
        clock.shift(timedelta(minutes=21))

        closed = start_quiz(timed)

    assert (closed, closed.is_open, closed.ending) == (first, False, "time")
    assert closed.submitted_at == START + timedelta(minutes=20)
    assert enrolment.attempts.count() == 1


def test_seen_questions_are_those_of_earlier_attempts(enrolment: Enrolment) -> None:
    quiz = Quiz.objects.get()
    quiz.entries = [{"type": "draw", "value": {"count": 1, "prefers_unseen": True}}]
    quiz.save()
    drawing = publish_and_take_up(enrolment)

    asked = [take_quiz(drawing, right=False).drawn_keys[0] for _ in range(3)]

    assert sorted(asked) == ["question-1", "question-2", "question-3"]
