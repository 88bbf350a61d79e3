"""The evaluation page: when it opens, what it asks, and that it loses nothing."""

import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.models import Evaluation
from tests.study import complete_lessons, finish

ADDRESS = reverse("classroom:evaluation", args=["vagus-nerve"])
COURSE = reverse("classroom:course", args=["vagus-nerve"])
GIVEN = {
    "question-1": "4",
    "question-2": "5",
    "question-3": "3",
    "question-4": "About right",
    "question-5": "Ask more.",
}


@pytest.fixture
def required(course: Course) -> Course:
    """The course, with an evaluation that is part of its rule."""
    course.survey_is_required = True
    course.save()
    return course


def test_a_required_evaluation_is_the_last_step_to_the_certificate(
    required: Course, enrolment: Enrolment, alice: User, sign_in: Any
) -> None:
    finish(enrolment)
    client = sign_in(alice)

    before = client.get(COURSE).content.decode()
    page = client.post(ADDRESS, GIVEN, follow=True).content.decode()

    assert "The evaluation remains." in before
    assert "Give your evaluation" in before
    assert "Your answers are kept without your name." in page
    assert Certificate.objects.filter(learner=alice).count() == 1


def test_what_is_left_names_the_evaluation_from_the_start(
    required: Course, enrolment: Enrolment, alice: User, sign_in: Any
) -> None:
    page = sign_in(alice).get(COURSE).content.decode()

    assert "2 lessons, the quiz and the evaluation remain." in page
    assert "the quiz is passed and the evaluation is given" in page


def test_an_optional_one_is_offered_when_all_is_done(
    enrolment: Enrolment, alice: User, sign_in: Any
) -> None:
    client = sign_in(alice)
    early = client.get(COURSE).content.decode()
    finish(enrolment)

    late = client.get(COURSE).content.decode()

    assert "Evaluate the course" not in early
    assert "Evaluate the course" in late
    assert "Everything is complete." in late


def test_it_opens_only_when_lessons_and_quizzes_are_done(
    enrolment: Enrolment, alice: User, sign_in: Any
) -> None:
    complete_lessons(enrolment)
    client = sign_in(alice)

    early = client.get(ADDRESS, follow=True)
    client.post(ADDRESS, GIVEN)

    assert early.redirect_chain == [(COURSE, 302)]
    assert "opens when all lessons and quizzes are done" in early.content.decode()
    assert not Evaluation.objects.exists()


def test_what_is_missing_is_said_by_the_field_and_the_rest_is_kept(
    enrolment: Enrolment, alice: User, sign_in: Any
) -> None:
    finish(enrolment)

    page = sign_in(alice).post(ADDRESS, {**GIVEN, "question-2": "", "question-4": "Nice"})

    text = page.content.decode()
    assert page.status_code == 422
    assert "Choose a number from 1 to 5." in text
    assert "Ask more." in text
    assert re.search(r'name="question-1" value="4"[^>]* checked', text)
    assert not Evaluation.objects.exists()


def test_it_warns_of_names_and_clients(enrolment: Enrolment, alice: User, sign_in: Any) -> None:
    finish(enrolment)

    page = sign_in(alice).get(ADDRESS).content.decode()

    assert "Write no names, yours included, and nothing about a client." in page
    assert "1: Not at all" in page


def test_sent_twice_it_is_kept_once(enrolment: Enrolment, alice: User, sign_in: Any) -> None:
    finish(enrolment)
    client = sign_in(alice)

    client.post(ADDRESS, GIVEN)
    client.post(ADDRESS, {**GIVEN, "question-1": "1"})

    assert Evaluation.objects.get().answers == [4, 5, 3, "About right", "Ask more."]
    assert "You have given your evaluation." in client.get(ADDRESS).content.decode()


def test_an_edition_without_one_has_no_page(
    enrolment: Enrolment, alice: User, sign_in: Any
) -> None:
    Edition.objects.update(survey={})

    assert sign_in(alice).get(ADDRESS).status_code == 404
