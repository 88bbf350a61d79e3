"""Catalogue, course page, preview and enrolling, through the door that visitors use."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.enrolment.enrolling import withdraw
from courses.enrolment.models import Enrolment
from tests.factories import make_full_course, make_user, publish_course


@pytest.fixture
def two_courses(edition: Edition) -> Edition:
    """The vagus course, and one about red flags."""
    other = make_full_course(
        "red-flags",
        title="Red flags and referral",
        level="intermediate",
        summary="Act in time.",
        outcomes="Refer well.",
    )
    return publish_course(other)


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", {"vagus-nerve", "red-flags"}),
        ("q=vagus", {"vagus-nerve"}),
        ("q=VAGUS+nerv", {"vagus-nerve"}),
        ("q=refferal", {"red-flags"}),
        ("q=nothing-like-it", set()),
        ("level=core", {"vagus-nerve"}),
        ("topic=mind", {"vagus-nerve", "red-flags"}),
        ("topic=law", set()),
        ("level=core&level=intermediate", {"vagus-nerve", "red-flags"}),
        ("q=%00%27%22%3Cscript%3E", set()),
        ("sort=nonsense", {"vagus-nerve", "red-flags"}),
    ],
)
def test_the_catalogue_finds(two_courses: Edition, query: str, slugs: set[str]) -> None:
    response = Client().get(f"/courses/?{query}")

    assert {edition.course.slug for edition in response.context["found"].editions} == slugs


def test_a_draft_never_shows(course: Course) -> None:
    assert "vagus" not in Client().get("/courses/").content.decode().lower()
    assert Client().get("/courses/vagus-nerve/").status_code == 404


def test_the_catalogue_costs_the_same_for_any_number_of_courses(
    two_courses: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        Client().get("/courses/")


def test_the_course_page_costs_few_queries(
    edition: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        Client().get("/courses/vagus-nerve/")


def test_only_the_preview_lesson_is_open(edition: Edition) -> None:
    client = Client()

    assert client.get("/courses/vagus-nerve/lessons/lesson-1/").status_code == 200
    assert client.get("/courses/vagus-nerve/lessons/lesson-2/").status_code == 404
    assert client.get("/courses/vagus-nerve/lessons/final-quiz/").status_code == 404


def test_enrolling_asks_for_the_name_once_and_opens_the_course(
    carol: User, edition: Edition, sign_in: Any
) -> None:
    response = sign_in(carol).post(
        "/courses/vagus-nerve/enrol/", {"certificate_name": "Carol  Ní Bhriain "}
    )

    assert response.headers["Location"] == "/learn/vagus-nerve/"
    carol.refresh_from_db()
    assert carol.certificate_name == "Carol Ní Bhriain"
    assert Enrolment.objects.active().filter(learner=carol).count() == 1


@pytest.mark.parametrize(
    ("own", "chosen", "kept", "day"),
    [
        ("", "GB", "GB", date(2026, 3, 1)),
        ("", "AU", "AU", date(2026, 3, 2)),
        ("AU", "GB", "AU", date(2026, 3, 2)),
    ],
)
def test_enrolling_keeps_the_visitors_country_and_its_date(
    edition: Edition, sign_in: Any, own: str, chosen: str, kept: str, day: date
) -> None:
    eve = make_user("eve@example.org", country=own)
    client = sign_in(eve)
    client.cookies["country"] = chosen

    with time_machine.travel(datetime(2026, 3, 1, 20, tzinfo=UTC), tick=False):
        client.post("/courses/vagus-nerve/enrol/", {"certificate_name": "Eve"})

    eve.refresh_from_db()
    assert (eve.country, eve.enrolments.get().started_on) == (kept, day)


def test_enrolling_twice_changes_nothing(alice: User, enrolment: Enrolment, sign_in: Any) -> None:
    sign_in(alice).post("/courses/vagus-nerve/enrol/", {"certificate_name": "Alice"})

    assert enrolment.grants.count() == 1


def test_who_was_withdrawn_is_told_so_and_whom_to_write_to(
    alice: User, enrolment: Enrolment, dan: User, sign_in: Any
) -> None:
    withdraw(enrolment, by=dan, reason="Asked for it.")
    client, address = sign_in(alice), "/courses/vagus-nerve/enrol/"

    for response in (client.get(address), client.post(address, {"certificate_name": "Alice"})):
        page = response.content.decode()
        assert response.status_code == 403
        assert "Your access to this course was withdrawn" in page
        assert 'href="mailto:support@example.org' in page
    assert not Enrolment.objects.active().exists()


@pytest.mark.parametrize("name", ["", "   ", "\u0007", "---", "x" * 201])
def test_a_name_that_cannot_be_printed_is_refused_and_kept_in_the_field(
    carol: User, edition: Edition, sign_in: Any, name: str
) -> None:
    response = sign_in(carol).post("/courses/vagus-nerve/enrol/", {"certificate_name": name})

    assert response.status_code == 422
    assert "Please look at this again" in response.content.decode()
    assert not Enrolment.objects.exists()


def test_extra_fields_change_nothing(carol: User, edition: Edition, sign_in: Any) -> None:
    fields = {"certificate_name": "Carol", "is_staff": "1", "edition": "9", "user_id": "1"}

    sign_in(carol).post("/courses/vagus-nerve/enrol/", fields)

    carol.refresh_from_db()
    assert not carol.is_staff


def test_hostile_words_appear_as_typed(course: Course) -> None:
    hostile = "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %}"
    course.title = hostile
    course.save()
    publish_course(course)

    page = Client().get("/courses/vagus-nerve/").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }} {% now &#x27;Y&#x27; %}" in page
