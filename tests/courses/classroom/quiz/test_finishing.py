"""The result: pass or not, what now, corrections, earlier attempts; and what each step costs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from courses.attempts.models import KeyCorrection, QuizAttempt
from courses.enrolment.models import Enrolment
from courses.quizzes.models import QuestionVersion, Quiz
from tests.conftest import SignIn
from tests.every_kind import publish_and_take_up
from tests.factories import make_question
from tests.study import answer, answer_all, complete_lessons, start_quiz, take_quiz


@pytest.fixture
def client(alice: User, sign_in: SignIn) -> Client:
    client: Client = sign_in(alice)
    return client


def result_of(client: Client, attempt: QuizAttempt) -> str:
    return client.get(f"/learn/attempts/{attempt.public_id}/result/").content.decode()


def test_a_passed_attempt_completes_the_course(client: Client, every_kind: Enrolment) -> None:
    complete_lessons(every_kind)
    attempt = start_quiz(every_kind)
    answer_all(attempt)

    client.post(f"/learn/attempts/{attempt.public_id}/submit/")

    assert every_kind.completions.count() == 1
    assert "Get the certificate" in result_of(client, attempt)


def test_a_second_submit_shows_the_same_result(client: Client, every_kind: Enrolment) -> None:
    attempt = take_quiz(every_kind)
    before = QuizAttempt.objects.values().get()

    response = client.post(f"/learn/attempts/{attempt.public_id}/submit/")

    assert response.headers["Location"].endswith("/result/")
    assert QuizAttempt.objects.values().get() == before
    assert attempt.responses.count() == 9


def test_partial_points_are_told_in_words(client: Client, every_kind: Enrolment) -> None:
    attempt = start_quiz(every_kind)
    answer(attempt, "case", {"case-number": "41.75"})
    client.post(f"/learn/attempts/{attempt.public_id}/submit/")

    page = result_of(client, attempt)

    assert "0 of 8 right. The pass mark is 80 %. 0.5 of 9 points." in page
    assert "Points: 0.5 of 1" in page


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        ("all-right", "Everybody gets all its points."),
        ("left-out", "It counts for nobody."),
    ],
)
def test_a_correction_is_told_with_its_reason(
    client: Client, every_kind: Enrolment, effect: str, told: str
) -> None:
    version = QuestionVersion.objects.filter(question__key="question-1").latest("pk")
    KeyCorrection.objects.create(version=version, effect=effect, reason="Both were right.")

    page = result_of(client, take_quiz(every_kind, right=False))

    assert "This question was corrected on" in page
    assert "Both were right." in page
    assert told in page


def test_lessons_that_cite_the_same_sources_are_to_be_read_again(
    client: Client, every_kind: Enrolment
) -> None:
    failed, passed = take_quiz(every_kind, right=False), take_quiz(every_kind)

    assert "/learn/vagus-nerve/lessons/lesson-1/" in result_of(client, failed)
    assert "To read again" not in result_of(client, passed)


def test_no_lesson_is_named_before_the_answers_are_released(
    client: Client, every_kind: Enrolment
) -> None:
    publish_and_take_up(every_kind, release="passed")

    assert "To read again" not in result_of(client, take_quiz(every_kind, right=False))


def test_what_had_no_answer_is_told_before_the_release_too(
    client: Client, every_kind: Enrolment
) -> None:
    publish_and_take_up(every_kind, release="passed")
    attempt = start_quiz(every_kind)
    answer(attempt, "case", {"case-number": "41.75"})
    client.post(f"/learn/attempts/{attempt.public_id}/submit/")

    page = result_of(client, attempt)

    assert (page.count("No answer"), page.count("Partly right")) == (7, 0)


def test_a_failed_attempt_after_a_passed_one_says_that_the_best_counts(
    client: Client, enrolment: Enrolment
) -> None:
    take_quiz(enrolment)

    page = result_of(client, take_quiz(enrolment, right=False))

    assert "You passed in another attempt, with 100 %. The best one counts." in page


def test_the_wait_is_told_on_the_result(client: Client, enrolment: Enrolment) -> None:
    publish_and_take_up(enrolment, cool_down_minutes=60)

    page = result_of(client, take_quiz(enrolment, right=False))

    assert "The next attempt may start on" in page
    assert "Try again" not in page


@pytest.mark.parametrize(
    ("ending", "told"), [("time", "The time was up"), ("idle", "Nothing was answered")]
)
def test_how_an_attempt_ended_is_told(
    client: Client, enrolment: Enrolment, ending: str, told: str
) -> None:
    attempt = take_quiz(enrolment, right=False)
    QuizAttempt.objects.update(ending=ending)

    assert told in result_of(client, attempt)


@pytest.fixture
def ten(enrolment: Enrolment) -> Enrolment:
    """Ten questions with sources, a limit, a wait, and three earlier attempts."""
    quiz = Quiz.objects.get()
    for _ in range(7):
        make_question(quiz)
    publish_and_take_up(enrolment, attempt_limit=9, time_limit_minutes=30)
    for _ in range(3):
        take_quiz(enrolment, right=False)
    return enrolment


STEPS = {  # of which the test's own savepoint is two where something is written
    "quiz": 7,
    "start": 13,
    "question": 3,
    "save": 7,
    "check": 3,
    "submit": 11,
    "result": 11,
}


def test_each_step_of_an_attempt_costs_a_fixed_number_of_queries(
    client: Client, ten: Enrolment
) -> None:
    def cost(address: str, **posted: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.post(address, **posted) if posted else client.get(address)
        return len(captured)

    quiz = "/learn/vagus-nerve/quiz/final-quiz/"
    client.get(quiz)
    found = {"quiz": cost(quiz), "start": cost(f"{quiz}start/", data={"go": 1})}
    attempt = QuizAttempt.objects.get(state="open")
    base = f"/learn/attempts/{attempt.public_id}/"
    saved = {"data": {"question": 1, "answer": "a"}, "headers": {"X-Autosave": "1"}}
    found |= {"question": cost(base), "save": cost(f"{base}answer/", **saved)}
    found |= {"check": cost(f"{base}check/"), "submit": cost(f"{base}submit/", data={"go": 1})}
    found |= {"result": cost(f"{base}result/")}

    assert found == STEPS
