"""Correcting a key in the studio: look, apply, log; and who may do which."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from courses.attempts.models import KeyCorrection, Regrade
from courses.editions.models import Edition
from courses.quizzes.models import Question, Quiz
from tests.crowds import answer_sheets

BOTH = {"question-2": ["a", "b"], "question-3": ["b"]}
WRONG_FIRST: dict[str, Any] = {"question-1": ["b"], **BOTH}


@pytest.fixture
def quiz(edition: Edition) -> Quiz:
    return Quiz.objects.get(module__course=edition.course)


@pytest.fixture
def address(quiz: Quiz) -> str:
    version = Question.objects.get(key="question-1").versions.get()
    return reverse("assessment:correct", args=[quiz.pk, version.pk])


def ask(effect: str = "all-right", **values: str) -> dict[str, str]:
    return {"effect": effect, "reason": "Two choices are right.", "then": "look", **values}


def test_a_reviewer_sees_what_it_would_do_and_nothing_is_written(
    edition: Edition, address: str, dan: User, sign_in: Any
) -> None:
    (attempt,) = answer_sheets(edition, [WRONG_FIRST])

    page = sign_in(dan).post(address, ask()).content.decode()

    assert "Apply the correction" in page
    assert "66 %" in page
    assert attempt.enrolment.learner.certificate_name in page
    assert not KeyCorrection.objects.exists()


def test_applying_marks_anew_and_leads_to_the_log(
    edition: Edition, address: str, quiz: Quiz, dan: User, sign_in: Any
) -> None:
    answer_sheets(edition, [WRONG_FIRST])

    page = sign_in(dan).post(address, ask(then="apply"), follow=True)

    text = page.content.decode()
    assert page.redirect_chain == [(reverse("assessment:corrections", args=[quiz.pk]), 302)]
    assert "Corrected, and marked anew." in text
    assert "Two choices are right." in text
    assert Regrade.objects.get().percent_after == 100


def test_a_second_apply_says_that_it_stands(address: str, dan: User, sign_in: Any) -> None:
    client = sign_in(dan)
    client.post(address, ask(then="apply"))

    page = client.post(address, ask(then="apply"))

    assert page.status_code == 422
    assert "This correction stands already." in page.content.decode()
    assert KeyCorrection.objects.count() == 1


def test_without_a_reason_nothing_happens_and_the_choice_is_kept(
    address: str, dan: User, sign_in: Any
) -> None:
    page = sign_in(dan).post(address, ask("left-out", reason="", then="apply"))

    assert page.status_code == 422
    assert 'value="left-out"' in page.content.decode()
    assert not KeyCorrection.objects.exists()


def test_a_draft_with_the_same_key_is_refused_with_what_to_do(
    address: str, dan: User, sign_in: Any
) -> None:
    page = sign_in(dan).post(address, ask("key"))

    assert page.status_code == 422
    assert "The draft has the key that is used already." in page.content.decode()


def test_an_author_reads_the_log_and_corrects_nothing(
    edition: Edition, address: str, quiz: Quiz, bob: User, dan: User, sign_in: Any
) -> None:
    answer_sheets(edition, [WRONG_FIRST])
    sign_in(dan).post(address, ask(then="apply"))
    client = sign_in(bob)

    log = client.get(reverse("assessment:corrections", args=[quiz.pk])).content.decode()
    client.post(address, ask("left-out", then="apply"))

    assert "Dan Reid" in log
    assert KeyCorrection.objects.count() == 1


def test_who_may_not_know_names_reads_numbers(
    edition: Edition, address: str, bob: User, sign_in: Any
) -> None:
    (attempt,) = answer_sheets(edition, [WRONG_FIRST])
    permission = bob.user_permissions.model.objects.get(codename="publish_course")
    bob.user_permissions.add(permission)

    page = sign_in(bob).post(address, ask()).content.decode()

    assert "learner 1" in page
    assert attempt.enrolment.learner.certificate_name not in page
