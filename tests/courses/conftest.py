"""A quiz that asks every kind of question, and Alice in it."""

import pytest

from courses.attempts.models import QuizAttempt
from courses.enrolment.models import Enrolment
from tests.every_kind import ask_every_kind, publish_and_take_up
from tests.study import start_quiz


@pytest.fixture
def every_kind(enrolment: Enrolment) -> Enrolment:
    """Alice where the quiz asks every kind."""
    ask_every_kind(enrolment.course)
    return publish_and_take_up(enrolment)


@pytest.fixture
def attempt(enrolment: Enrolment) -> QuizAttempt:
    """An open attempt at three questions."""
    return start_quiz(enrolment)
