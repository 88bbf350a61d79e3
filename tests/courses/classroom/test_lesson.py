"""The lesson page: five queries whatever the course's size, and what it shows."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from courses.enrolment.enrolling import withdraw
from courses.enrolment.models import Enrolment
from tests.factories import enrol_free, make_full_course, make_provider, publish_course

LESSON = "/learn/vagus-nerve/lessons/lesson-1/"


@pytest.fixture
def learner(alice: User, enrolment: Enrolment, sign_in: Any) -> Client:
    """Alice at her browser."""
    client: Client = sign_in(alice)
    return client


def test_a_lesson_page_costs_five_queries(
    learner: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    learner.get(LESSON)

    with django_assert_num_queries(5):
        learner.get(LESSON)


def test_a_course_of_forty_lessons_costs_no_more(
    alice: User, sign_in: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_provider()
    course = make_full_course("long-course", lessons=40)
    publish_course(course)
    enrol_free(alice, course)
    client = sign_in(alice)

    with django_assert_num_queries(5):
        client.get("/learn/long-course/lessons/lesson-20/")


def test_the_claim_is_underlined_and_leads_to_its_note(learner: Client) -> None:
    page = learner.get(LESSON).content.decode()

    assert '<span class="claim" id="claim-1">About 80% of the fibres report upwards</span>' in page
    assert 'href="#note-1"' in page
    assert 'id="note-1"' in page


def test_marking_complete_goes_on_to_the_next_lesson(learner: Client, enrolment: Enrolment) -> None:
    response = learner.post(f"{LESSON}complete/")

    assert response.headers["Location"] == "/learn/vagus-nerve/lessons/lesson-2/"
    assert enrolment.lesson_completions.count() == 1


def test_a_double_click_completes_once(learner: Client, enrolment: Enrolment) -> None:
    learner.post(f"{LESSON}complete/")
    learner.post(f"{LESSON}complete/")

    assert enrolment.lesson_completions.count() == 1


def test_the_course_resumes_where_the_learner_stopped(learner: Client) -> None:
    learner.post("/learn/vagus-nerve/lessons/lesson-2/seen/")

    page = learner.get("/learn/").content.decode()

    assert "/learn/vagus-nerve/lessons/lesson-2/" in page


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_writes_nothing(learner: Client, enrolment: Enrolment, method: str) -> None:
    before = Enrolment.objects.values().get()

    getattr(learner, method)(LESSON)

    assert Enrolment.objects.values().get() == before
    assert enrolment.lesson_completions.count() == 0


def test_a_withdrawn_learner_sees_nothing_but_keeps_what_was_done(
    learner: Client, enrolment: Enrolment, dan: User
) -> None:
    learner.post(f"{LESSON}complete/")

    withdraw(enrolment, by=dan, reason="Asked for it.")

    assert learner.get(LESSON).status_code == 404
    assert enrolment.lesson_completions.count() == 1


def test_a_lesson_of_another_edition_is_a_404_with_a_way_back(learner: Client) -> None:
    response = learner.get("/learn/vagus-nerve/lessons/no-such-lesson/")

    assert response.status_code == 404
    assert 'href="/courses/"' in response.content.decode()
