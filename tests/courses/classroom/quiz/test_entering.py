"""The quiz's own page: what is open, and how many attempts are left."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from accounts.models import User
from courses.attempts.models import Allowance, QuizAttempt
from courses.attempts.submitting import submit
from courses.enrolment.enrolling import take_up_edition
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Quiz
from tests.every_kind import publish_and_take_up
from tests.factories import publish_course
from tests.study import start_quiz, take_quiz

ADDRESS = "/learn/vagus-nerve/quiz/final-quiz/"


@pytest.fixture
def limited(enrolment: Enrolment) -> Enrolment:
    """One attempt is allowed."""
    Quiz.objects.update(attempt_limit=1)
    publish_course(enrolment.course)
    return take_up_edition(enrolment)


def take_up_other_quiz(enrolment: Enrolment) -> None:
    Quiz.objects.update(pass_mark=90)
    publish_course(enrolment.course)
    take_up_edition(enrolment)


def test_used_up_attempts_are_said(alice: User, limited: Enrolment, sign_in: Any) -> None:
    submit(start_quiz(limited))

    assert "You have used all attempts." in sign_in(alice).get(ADDRESS).content.decode()


def test_attempts_at_an_older_quiz_are_history_and_use_up_nothing(
    alice: User, limited: Enrolment, sign_in: Any
) -> None:
    take_quiz(limited, right=False)
    take_up_other_quiz(limited)

    page = sign_in(alice).get(ADDRESS)

    assert (page.context["standing"].left, len(page.context["standing"].submitted)) == (1, 1)
    assert "Try again" in page.content.decode()


def test_an_open_attempt_at_an_older_quiz_is_not_offered(
    alice: User, enrolment: Enrolment, sign_in: Any
) -> None:
    start_quiz(enrolment)
    take_up_other_quiz(enrolment)

    page = sign_in(alice).get(ADDRESS).content.decode()

    assert "Start the quiz" in page
    assert "Go on with your attempt" not in page


def test_a_time_limit_is_warned_of_before_the_start(
    alice: User, enrolment: Enrolment, sign_in: Any
) -> None:
    publish_and_take_up(enrolment, time_limit_minutes=20)
    Allowance.objects.create(learner=alice, extra_time_percent=25, reason="Asked for it.")

    page = sign_in(alice).get(ADDRESS).content.decode()

    assert "25 min, which is 20 min and your 25 % of extra time" in page
    assert "The clock starts when you start the quiz" in page


def test_a_wait_is_told_in_local_time(alice: User, enrolment: Enrolment, sign_in: Any) -> None:
    publish_and_take_up(enrolment, cool_down_minutes=90)
    with time_machine.travel(datetime(2027, 6, 1, 2, 0, tzinfo=UTC), tick=False):
        submit(start_quiz(enrolment))
        client = sign_in(alice)

        page = client.get(ADDRESS).content.decode()
        refused = client.post(f"{ADDRESS}start/", follow=True).content.decode()

    assert "may start on 1 June 2027, 13:30 AEST, in 1\xa0hour, 30\xa0minutes" in page
    assert "Start the quiz" not in page
    assert "The next attempt cannot start yet." in refused
    assert enrolment.attempts.count() == 1


def test_the_best_mark_is_shown(alice: User, enrolment: Enrolment, sign_in: Any) -> None:
    take_quiz(enrolment)
    take_quiz(enrolment, right=False)

    assert "Your best mark is 100 %." in sign_in(alice).get(ADDRESS).content.decode()


def test_an_attempt_whose_time_is_up_leads_to_its_result(
    alice: User, enrolment: Enrolment, sign_in: Any
) -> None:
    publish_and_take_up(enrolment, time_limit_minutes=20)
    attempt = start_quiz(enrolment)
    QuizAttempt.objects.update(deadline_at=datetime(2026, 1, 1, tzinfo=UTC))
    client = sign_in(alice)

    page = client.get(ADDRESS).content.decode()
    landed = client.post(f"{ADDRESS}start/", follow=True)

    assert "Its time is up." in page
    assert landed.redirect_chain[-1][0] == f"/learn/attempts/{attempt.public_id}/result/"
    assert "The time was up" in landed.content.decode()
