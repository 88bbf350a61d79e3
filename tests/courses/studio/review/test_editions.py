"""Editions in the studio: reading, comparing, rolling back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.editions.models import Edition
from tests.factories import publish_course
from tests.reviewing import change_draft

BACK = {"note": "The old words were right.", "change_class": "material"}


@pytest.fixture
def reviewer(dan: User, sign_in: Any) -> Client:
    """Dan at his desk."""
    client: Client = sign_in(dan)
    return client


@pytest.fixture
def second(edition: Edition) -> Edition:
    """An edition after the first."""
    change_draft(edition.course, "About 90% of the fibres report upwards. <script>")
    return publish_course(edition.course)


def compared(client: Client, edition: Edition, before: str, after: str) -> Any:
    address = reverse("review:comparison", args=[edition.course_id])
    return client.get(address, {"before": before, "after": after})


def test_two_editions_stand_side_by_side(reviewer: Client, second: Edition) -> None:
    page = compared(reviewer, second, "1", "2").content.decode()

    assert '<del><span class="w-sr-only">taken out: </span>80' in page
    assert '<ins><span class="w-sr-only">put in: </span>90' in page
    assert "<script> " not in page


def test_the_draft_is_compared_and_nothing_differs(reviewer: Client, second: Edition) -> None:
    assert "Nothing differs." in compared(reviewer, second, "2", "draft").content.decode()


@pytest.mark.parametrize("wrong", ["", "9", "x", "-1", "1'--"])
def test_an_edition_that_is_not_there_is_not_found(
    reviewer: Client, edition: Edition, wrong: str
) -> None:
    assert compared(reviewer, edition, wrong, "draft").status_code == 404


def test_rolling_back_makes_an_edition_and_says_that_the_draft_differs(
    reviewer: Client, edition: Edition, second: Edition
) -> None:
    address = reverse("review:roll_back", args=[edition.pk])
    assert "Your draft is not touched" in reviewer.get(address).content.decode()

    page = reviewer.post(address, BACK, follow=True).content.decode()

    assert "Edition 3 brings back edition 1." in page
    assert "The draft was left alone and differs from it." in page
    live = Edition.objects.get(is_live=True)
    assert (live.number, live.content_hash) == (3, edition.content_hash)


def test_rolling_back_to_what_is_live_makes_none(reviewer: Client, second: Edition) -> None:
    address = reverse("review:roll_back", args=[second.pk])

    page = reviewer.post(address, BACK, follow=True).content.decode()

    assert "Edition 2 is what learners read already." in page
    assert Edition.objects.count() == 2


def test_rolling_back_without_a_note_keeps_the_form(reviewer: Client, edition: Edition) -> None:
    page = reviewer.post(reverse("review:roll_back", args=[edition.pk]), {"note": ""})

    assert page.status_code == 422


def test_an_author_does_not_roll_back(
    bob: User, edition: Edition, second: Edition, sign_in: Any
) -> None:
    sign_in(bob).post(reverse("review:roll_back", args=[edition.pk]), BACK)

    assert Edition.objects.count() == 2


def test_an_edition_is_read_as_it_was_published(reviewer: Client, second: Edition) -> None:
    first = Edition.objects.get(number=1)
    old, new = (
        reviewer.get(reverse("review:edition_item", args=[row.pk, "lesson-1"])).content.decode()
        for row in (first, second)
    )

    assert "About 80% of the fibres report upwards" in old
    assert "About 90%" in new
    quiz = reviewer.get(reverse("review:edition_item", args=[first.pk, "final-quiz"]))
    assert "SECRET explanation" in quiz.content.decode()
    assert reviewer.get(reverse("review:edition_item", args=[first.pk, "none"])).status_code == 404
