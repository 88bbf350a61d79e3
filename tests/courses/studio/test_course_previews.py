"""A course's draft is previewed as its page in the catalogue, and as its certificate."""

import re
from base64 import b64decode
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course, Provider
from courses.editions.models import Edition
from tests.factories import make_product, publish_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    client: Client = sign_in(bob)
    return client


def preview(client: Client, course: Course, mode: str, **changes: str) -> str:
    form = {
        **{name: getattr(course, name) for name in ("title", "slug", "summary", "level")},
        **{name: getattr(course, name) for name in ("outcomes", "minutes_basis", "audience")},
        "topic": course.topic_id,
        "author": course.author_id,
        "survey-count": "0",
        **changes,
    }
    address = reverse("wagtailsnippets_courses_course:preview_on_edit", args=[course.pk])
    assert client.post(address, form).json()["is_valid"]
    return client.get(address, {"mode": mode}).content.decode()


def test_the_page_is_the_catalogues_with_what_is_not_saved_yet(
    author: Client, course: Course
) -> None:
    make_product(course, aud=4900, gbp=2500)

    shown = preview(author, course, "page", title="A title not saved")

    assert "<h1>A title not saved</h1>" in shown
    for words in ("What it rests on", "Lesson 1", "Final quiz", "A$49.00"):
        assert words in shown
    assert not Edition.objects.exists()


def test_the_next_edition_is_named(author: Client, course: Course) -> None:
    publish_course(course)

    assert "<dd>2, " in preview(author, course, "page")


def test_the_certificate_is_a_sample_of_the_draft(author: Client, course: Course) -> None:
    shown = preview(author, course, "certificate")

    pages = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", shown)
    assert pages
    assert all(b64decode(page).startswith(b"<svg") for page in pages)


def test_without_a_provider_the_preview_says_what_to_do(author: Client, course: Course) -> None:
    Provider.objects.update(is_current=False)

    assert "Add a provider in the library first" in preview(author, course, "certificate")


def test_a_course_that_is_new_says_what_to_do(author: Client) -> None:
    address = reverse("wagtailsnippets_courses_course:preview_on_add")
    author.post(address, {"title": "New", "survey-count": "0"})

    assert author.get(address, {"mode": "page"}).status_code == 200
