"""What is missing from a draft is told, one clear fault each, and never as a traceback."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.editions.readiness import blocking_faults
from courses.lessons.models import Lesson, Reference
from tests.conftest import SignIn
from tests.factories import evidence, make_document, make_image, text

pytestmark = pytest.mark.django_db
GONE = 999
CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:04.000\nThe nerve runs down.\n"
FIGURE = {"title": "T", "alt": "A", "caption": "", "credit": "C", "drawing": None, "image": None}
VIDEO = {"title": "V", "transcript": "<p>t</p>"}


def told(course: Course, *blocks: dict[str, Any]) -> list[str]:
    """Return the faults that blocks in the first lesson bring, without their first words."""
    lesson = Lesson.objects.get(module__course=course, key="lesson-1")
    lesson.body = list(blocks)
    lesson.save()
    start = "In the lesson “Lesson 1” "
    faults = blocking_faults(compile_course(course))
    return [fault.removeprefix(start) for fault in faults if fault.startswith(start)]


def block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


@pytest.mark.parametrize("value", [{}, {"drawing": GONE}, {"image": GONE}])
def test_a_figure_that_shows_nothing(course: Course, value: dict[str, int]) -> None:
    faults = told(course, block("figure", **{**FIGURE, **value}))

    assert faults == ["the drawing or picture of the figure “T” is gone. Choose another."]


def test_a_picture_whose_file_is_gone(course: Course) -> None:
    image = make_image()
    image.file.storage.delete(image.file.name)

    assert len(told(course, block("figure", **{**FIGURE, "image": image.pk}))) == 1


def test_a_file_that_is_gone(course: Course) -> None:
    faults = told(course, block("file", title="F", file=GONE))

    assert faults == ["the file of “F” is gone. Choose another."]


def test_a_video_that_is_gone(course: Course) -> None:
    faults = told(course, block("video", **VIDEO, file=GONE, captions=GONE))

    assert faults == [
        "the file of “V” is gone. Choose another.",
        "the caption file of “V” is gone. Choose another.",
    ]


def test_whole_media_are_no_fault(course: Course) -> None:
    film, words = make_document("a.mp4", b"film").pk, make_document("a.vtt", CAPTIONS).pk

    assert not told(
        course,
        block("figure", **{**FIGURE, "image": make_image().pk}),
        block("video", **VIDEO, file=film, captions=words),
        block("file", title="F", file=words),
    )


def test_grades_and_designs_that_we_do_not_know(course: Course) -> None:
    faults = told(course, text("<p>It is so.</p>"), evidence("It is so", "sure", design="guess"))

    assert faults == [
        "the statement “It is so” has a grade that we do not know. Choose one.",
        "the statement “It is so” rests on a kind of study we do not know. Choose one.",
    ]


def test_a_reference_of_a_kind_that_we_do_not_know(course: Course) -> None:
    blocks = text("<p>It is so.</p>"), evidence("It is so")

    Reference.objects.update(design="guess")

    assert "the reference “bonaz-2018” is a kind of study we do not know. Choose one." in told(
        course, *blocks
    )


def test_a_draft_with_unknown_values_can_be_looked_at(
    course: Course, dan: User, sign_in: SignIn
) -> None:
    told(course, text("<p>It is so.</p>"), evidence("It is so", "sure", design="guess"))
    client: Client = sign_in(dan)

    page = client.get(reverse("review:publishing", args=[course.pk]))

    assert "a grade that we do not know" in page.content.decode()
