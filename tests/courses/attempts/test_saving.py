"""The answer that was given last stands, whatever the network does to the order of saves."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from courses.attempts.models import QuizAttempt
from courses.attempts.saving import (
    AlreadyChecked,
    AlreadySubmitted,
    NewerAnswerStands,
    Origin,
    TimeIsUp,
    check_answer,
    save_answer,
)
from courses.attempts.submitting import submit
from tests.study import answer

KEY = "question-2"


def save(attempt: QuizAttempt, given: list[str], origin: Origin) -> None:
    save_answer(attempt, question_key=KEY, answer=given, origin=origin)


def stored(attempt: QuizAttempt) -> Any:
    attempt.refresh_from_db()
    return attempt.answers.get(KEY)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_an_older_save_of_a_page_changes_nothing(attempt: QuizAttempt) -> None:
    save(attempt, ["a"], Origin("page", 2))

    with pytest.raises(NewerAnswerStands):
        save(attempt, ["b"], Origin("page", 1))

    assert stored(attempt) == ["a"]


def test_the_same_save_may_come_twice(attempt: QuizAttempt) -> None:
    save(attempt, ["a"], Origin("page", 1))
    save(attempt, ["a"], Origin("page", 1))

    assert stored(attempt) == ["a"]


def test_of_two_devices_the_answer_given_last_stands(attempt: QuizAttempt) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1), tick=False):
        save(attempt, ["a"], Origin("desk", 1))
        with pytest.raises(NewerAnswerStands):
            save(attempt, ["b"], Origin("phone", 9, seconds(30)))
        assert stored(attempt) == ["a"]

        save(attempt, ["c"], Origin("phone", 10, seconds(0)))

    assert stored(attempt) == ["c"]


def test_a_plain_form_is_given_when_it_comes(attempt: QuizAttempt) -> None:
    save(attempt, ["a"], Origin("page", 7))
    answer(attempt, KEY, ["b"])

    assert stored(attempt) == ["b"]


def test_one_question_knows_nothing_of_the_saves_of_another(attempt: QuizAttempt) -> None:
    save(attempt, ["a"], Origin("page", 5))

    save_answer(attempt, question_key="question-1", answer=["b"], origin=Origin("page", 1))

    attempt.refresh_from_db()
    assert attempt.answers == {KEY: ["a"], "question-1": ["b"]}


@pytest.mark.parametrize("age", [timedelta(days=9999), timedelta(days=-3)])
def test_an_impossible_age_is_no_error(attempt: QuizAttempt, age: timedelta) -> None:
    save(attempt, ["a"], Origin("page", 1, age))

    assert stored(attempt) == ["a"]


def test_when_an_answer_came_is_kept(attempt: QuizAttempt) -> None:
    assert answer(attempt, KEY, ["a"]).saved_at is not None


def test_a_late_answer_is_refused(attempt: QuizAttempt) -> None:
    submit(attempt)

    with pytest.raises(AlreadySubmitted):
        answer(attempt, KEY, ["a"])

    assert stored(attempt) is None


@pytest.mark.parametrize(("late", "is_kept"), [(-1, True), (4, True), (6, False)])
def test_the_time_ends_with_a_grace_for_the_network(
    attempt: QuizAttempt, late: int, is_kept: bool
) -> None:
    now = datetime.now(UTC)
    QuizAttempt.objects.update(deadline_at=now)

    with time_machine.travel(now + seconds(late), tick=False):
        if is_kept:
            answer(attempt, KEY, ["a"])
        else:
            with pytest.raises(TimeIsUp):
                answer(attempt, KEY, ["a"])

    assert (stored(attempt) == ["a"]) is is_kept


def test_a_checked_answer_never_changes(attempt: QuizAttempt) -> None:
    check_answer(attempt, question_key=KEY, answer=["a"])

    with pytest.raises(AlreadyChecked):
        answer(attempt, KEY, ["b"])
    with pytest.raises(AlreadyChecked):
        check_answer(attempt, question_key=KEY, answer=["b"])

    assert stored(attempt) == ["a"]
    assert attempt.checked == [KEY]


def test_what_is_no_question_of_the_attempt_is_refused(attempt: QuizAttempt) -> None:
    with pytest.raises(KeyError):
        answer(attempt, "question-9", ["a"])
