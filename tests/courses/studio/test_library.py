"""Pictures come with words, captions that can be shown, and sources are written one way."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from cpd.media.models import CourseDocument, CourseImage
from tests.cpd.media.test_contrast import picture

pytestmark = pytest.mark.django_db
SPOKEN = "WEBVTT\n\n00:01.000 --> 00:04.000\nThe nerve runs down.\n"
SUBRIP = "1\n00:00:01,000 --> 00:00:04,000\nThe nerve runs down.\n"
WORDS = {"title": "Nerve", "description": "A nerve.", "credit": "Us", "text_in_it": "no"}


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    client: Client = sign_in(bob)
    return client


def add_picture(client: Client, **values: Any) -> str:
    file = SimpleUploadedFile("nerve.png", get_test_image_file().file.getvalue(), "image/png")
    data = {"file": file, **WORDS, **values}
    return client.post(reverse("wagtailimages:add"), data, follow=True).content.decode()


def add_file(client: Client, name: str, content: str) -> str:
    data = {"title": "Words", "file": SimpleUploadedFile(name, content.encode())}
    return client.post(reverse("wagtaildocs:add"), data, follow=True).content.decode()


@pytest.mark.parametrize("name", ["description", "credit", "text_in_it"])
def test_a_picture_needs_its_words(author: Client, name: str) -> None:
    add_picture(author, **{name: ""})
    assert not CourseImage.objects.exists()

    add_picture(author)
    assert CourseImage.objects.get().description == "A nerve."


def test_many_pictures_at_once_wait_for_their_words(author: Client) -> None:
    file = SimpleUploadedFile("nerve.png", get_test_image_file().file.getvalue(), "image/png")
    answer = author.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": file},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert answer.json()["success"]
    assert not CourseImage.objects.exists()


def test_text_in_a_picture_is_measured(author: Client) -> None:
    faint = SimpleUploadedFile("faint.png", picture("#ffffff", "#aaaaaa").read(), "image/png")
    add_picture(author, file=faint, text_in_it="yes")

    assert 1.9 < (CourseImage.objects.get().text_contrast or 0) < 2.4


def test_captions_are_checked_when_they_come(author: Client) -> None:
    shown = add_file(author, "talk.vtt", "WEBVTT\n\n1 --> 2\nNo.\n")
    assert "There is no caption in the file." in shown
    assert not CourseDocument.objects.exists()

    add_file(author, "talk.vtt", SPOKEN)
    assert CourseDocument.objects.get().file_extension == "vtt"


def test_subrip_captions_become_webvtt(author: Client) -> None:
    add_file(author, "talk.srt", SUBRIP)

    document = CourseDocument.objects.get()
    assert document.file_extension == "vtt"
    with document.file.open() as file:
        assert file.read().startswith(b"WEBVTT")


def test_a_broken_subrip_file_is_refused_with_the_reason(author: Client) -> None:
    assert "cannot be read" in add_file(author, "talk.srt", "1\nsoon\nx\n")
    assert not CourseDocument.objects.exists()
