"""Catalogue, course page and preview, through the door that visitors use."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.catalogue.models import Course
from courses.editions.models import Edition
from tests.bodies import make_accreditation, make_body, make_rule
from tests.factories import make_full_course, make_provider, publish_course


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

    assert {card.edition.course.slug for card in response.context["found"].cards} == slugs


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
    for slug in ("one", "two", "three"):
        body = make_body(slug)
        make_rule(body)
        make_accreditation(edition.course, body)

    with django_assert_max_num_queries(8):
        Client().get("/courses/vagus-nerve/")


def test_only_the_preview_lesson_is_open(edition: Edition) -> None:
    client = Client()

    assert client.get("/courses/vagus-nerve/lessons/lesson-1/").status_code == 200
    assert client.get("/courses/vagus-nerve/lessons/lesson-2/").status_code == 404
    assert client.get("/courses/vagus-nerve/lessons/final-quiz/").status_code == 404


@pytest.mark.django_db
def test_one_lesson_is_one_and_a_basis_ends_with_a_full_stop() -> None:
    make_provider()
    publish_course(make_full_course("short", lessons=1, minutes_basis="reading slowly"))

    assert "1 lesson, core" in Client().get("/courses/").content.decode()
    assert "reading slowly. Your" in Client().get("/courses/short/").content.decode()


def test_hostile_words_appear_as_typed(course: Course) -> None:
    hostile = "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %}"
    course.title = hostile
    course.save()
    publish_course(course)

    page = Client().get("/courses/vagus-nerve/").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }} {% now &#x27;Y&#x27; %}" in page
