"""An attempt pins all it needs at its start, is answered as one goes, and is marked once."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from courses.attempts.marking import drawn_question
from courses.attempts.models import QuizAttempt
from courses.attempts.saving import AlreadySubmitted
from courses.attempts.standing import standing_of
from courses.attempts.starting import NoAttemptsLeft, start
from courses.attempts.submitting import submit
from courses.editions.models import Edition, EditionItem
from courses.enrolment.enrolling import take_up_edition
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Question, Quiz
from tests.factories import MATERIAL, MINOR, publish_course
from tests.study import answer, answer_all, start_quiz

SUBMITTED = QuizAttempt.State.SUBMITTED


@pytest.fixture
def attempt(enrolment: Enrolment) -> QuizAttempt:
    return start_quiz(enrolment)


@pytest.fixture
def item(enrolment: Enrolment) -> EditionItem:
    return enrolment.edition.items.get(key="final-quiz")


def change_quiz(
    enrolment: Enrolment, change: Edition.ChangeClass = MATERIAL, **values: object
) -> None:
    """Change the draft and publish it."""
    Quiz.objects.filter(module__course=enrolment.course).update(**values)
    publish_course(enrolment.course, change)


def shown(attempt: QuizAttempt) -> str:
    return json.dumps([drawn_question(attempt, key) for key in attempt.drawn_keys])


def result_of(attempt: QuizAttempt) -> tuple[object, ...]:
    attempt.refresh_from_db()
    return (attempt.state, attempt.right_count, attempt.is_passed, attempt.submitted_at)


def test_an_attempt_pins_version_order_and_pass_mark(attempt: QuizAttempt) -> None:
    assert attempt.quiz_version.content["title"] == "Final quiz"
    assert (attempt.pass_mark, attempt.question_count, attempt.number) == (80, 3, 1)
    assert attempt.drawn_keys == ["question-1", "question-2", "question-3"]


def test_a_new_edition_changes_nothing_of_an_open_attempt(
    attempt: QuizAttempt, enrolment: Enrolment
) -> None:
    before = shown(attempt)
    Question.objects.filter(key="question-1").update(stem="Other?")
    change_quiz(enrolment, pass_mark=100)

    again = QuizAttempt.objects.get(pk=attempt.pk)

    assert (shown(again), again.pass_mark) == (before, 80)


def test_an_attempt_is_marked_by_the_rules_of_its_start(
    attempt: QuizAttempt, enrolment: Enrolment
) -> None:
    QuizAttempt.objects.filter(pk=attempt.pk).update(pass_mark=60)
    answer_all(attempt)
    answer(attempt, "question-3", [])
    change_quiz(enrolment, pass_mark=100)

    submit(attempt)

    assert (attempt.right_count, attempt.is_passed) == (2, True)


def test_starting_again_returns_the_open_attempt(
    attempt: QuizAttempt, enrolment: Enrolment, item: EditionItem
) -> None:
    assert start(enrolment, item) == attempt


def test_an_open_attempt_is_taken_up_after_a_minor_edition(
    attempt: QuizAttempt, enrolment: Enrolment
) -> None:
    change_quiz(enrolment, MINOR, title="The final quiz")
    enrolment.refresh_from_db()

    assert (enrolment.edition.number, start_quiz(enrolment)) == (2, attempt)


def test_an_open_attempt_that_can_no_longer_count_is_closed_as_saved(
    attempt: QuizAttempt, enrolment: Enrolment
) -> None:
    answer(attempt, "question-3", ["b"])
    change_quiz(enrolment, pass_mark=90)

    second = start_quiz(take_up_edition(enrolment))

    assert (second.number, second.edition, second.pass_mark) == (2, enrolment.edition, 90)
    assert result_of(attempt)[:3] == (SUBMITTED, 1, False)


def test_an_open_attempt_of_an_earlier_round_is_closed(
    attempt: QuizAttempt, enrolment: Enrolment
) -> None:
    enrolment.round = 2

    assert (start_quiz(enrolment).round, result_of(attempt)[0]) == (2, SUBMITTED)


def test_attempts_at_an_older_quiz_do_not_use_up_the_limit(enrolment: Enrolment) -> None:
    change_quiz(enrolment, attempt_limit=1)
    submit(start_quiz(take_up_edition(enrolment)))
    change_quiz(enrolment, pass_mark=90)

    third = start_quiz(take_up_edition(enrolment))
    submit(third)

    assert third.number == 2
    with pytest.raises(NoAttemptsLeft):
        start_quiz(enrolment)


def test_the_next_attempt_is_numbered_and_takes_the_newest_rules(
    attempt: QuizAttempt, enrolment: Enrolment
) -> None:
    submit(attempt)
    change_quiz(enrolment, pass_mark=90)
    enrolment.edition = enrolment.course.editions.get(number=2)
    enrolment.save()

    second = start_quiz(enrolment)

    assert (second.number, second.pass_mark, second.answers) == (2, 90, {})


def test_the_limit_holds(enrolment: Enrolment) -> None:
    change_quiz(enrolment, attempt_limit=2)
    enrolment.edition = enrolment.course.editions.get(number=2)
    submit(start_quiz(enrolment))
    submit(start_quiz(enrolment))

    with pytest.raises(NoAttemptsLeft):
        start_quiz(enrolment)


def test_a_new_round_brings_new_attempts(enrolment: Enrolment) -> None:
    change_quiz(enrolment, attempt_limit=1)
    enrolment.edition = enrolment.course.editions.get(number=2)
    submit(start_quiz(enrolment))
    enrolment.round = 2

    assert (start_quiz(enrolment).round, start_quiz(enrolment).number) == (2, 1)


@pytest.mark.parametrize(
    ("limit", "used", "left"), [(None, 2, None), (3, 0, 3), (2, 2, 0), (1, 2, 0)]
)
def test_attempts_left_are_counted(
    enrolment: Enrolment, item: EditionItem, limit: int | None, used: int, left: int | None
) -> None:
    for _ in range(used):
        submit(start_quiz(enrolment))
    assert item.quiz_version is not None
    item.quiz_version.content["attempt_limit"] = limit

    assert standing_of(enrolment, item).left == left


def test_an_answer_is_kept(attempt: QuizAttempt) -> None:
    answer(attempt, "question-2", ["b", "a"])

    attempt.refresh_from_db()
    assert set(attempt.answers["question-2"]) == {"a", "b"}
    assert attempt.answered_count == 1


def test_an_answer_may_change_until_submitting(attempt: QuizAttempt) -> None:
    answer(attempt, "question-1", ["b"])

    saved = answer(attempt, "question-1", ["a"])

    assert saved.answers == {"question-1": ["a"]}


@pytest.mark.parametrize(
    ("key", "chosen", "answers"),
    [
        ("question-1", ["z"], {"question-1": []}),
        ("question-1", ["a", "is_right"], {"question-1": ["a"]}),
        ("question-2", ["c", "x" * 500], {"question-2": ["c"]}),
    ],
)
def test_what_cannot_be_an_answer_is_left_out(
    attempt: QuizAttempt, key: str, chosen: list[str], answers: dict[str, Any]
) -> None:
    assert answer(attempt, key, chosen).answers == answers


def test_an_unanswered_question_counts_as_wrong(attempt: QuizAttempt) -> None:
    answer_all(attempt)
    answer(attempt, "question-3", [])

    submit(attempt)

    assert (attempt.right_count, attempt.percent, attempt.is_passed) == (2, 66, False)


def test_all_right_passes(attempt: QuizAttempt) -> None:
    answer_all(attempt)

    assert submit(attempt) is True
    assert (attempt.state, attempt.percent, attempt.is_passed) == (SUBMITTED, 100, True)


def test_a_second_submit_changes_nothing(attempt: QuizAttempt) -> None:
    submit(attempt)
    before = result_of(attempt)
    QuizAttempt.objects.filter(pk=attempt.pk).update(answers={"question-1": ["a"]})

    assert submit(attempt) is False
    assert result_of(attempt) == before


def test_a_late_answer_is_refused(attempt: QuizAttempt) -> None:
    submit(attempt)

    with pytest.raises(AlreadySubmitted):
        answer(attempt, "question-1", ["a"])

    attempt.refresh_from_db()
    assert attempt.answers == {}


def test_the_order_stays_through_an_attempt(attempt: QuizAttempt) -> None:
    orders = {shown(QuizAttempt.objects.get(pk=attempt.pk)) for _ in "123"}

    assert len(orders) == 1


@pytest.mark.parametrize(
    "values", [{"state": "submitted"}, {"right_count": 3}, {"is_passed": True}]
)
def test_an_attempt_is_marked_when_it_is_submitted_and_not_before(
    attempt: QuizAttempt, values: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match="attempt_marked_when_submitted"), transaction.atomic():
        QuizAttempt.objects.filter(pk=attempt.pk).update(**values)


def test_two_open_attempts_cannot_exist(attempt: QuizAttempt) -> None:
    attempt.pk, attempt.public_id, attempt.number = None, attempt.enrolment.public_id, 2
    attempt._state.adding = True

    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save()
