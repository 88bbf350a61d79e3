"""The quiz's own page: what is open, and how many attempts are left."""

from typing import Any

import pytest

from accounts.models import User
from courses.attempts.submitting import submit
from courses.enrolment.enrolling import take_up_edition
from courses.enrolment.models import Enrolment
from courses.quizzes.models import Quiz
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
