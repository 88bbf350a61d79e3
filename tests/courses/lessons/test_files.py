"""A lesson's files come from their published copies, whatever happens in the library."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.compiling import compile_course
from courses.lessons.files import serve
from courses.lessons.models import Lesson
from tests.conftest import SignIn
from tests.factories import enrol_free, make_document, make_image, publish_course

pytestmark = pytest.mark.django_db
FIGURE = {"title": "T", "alt": "A", "caption": "C", "credit": "Ours"}


def bytes_of(response: HttpResponseBase) -> bytes:
    return b"".join(response)


@pytest.fixture
def lesson(course: Course) -> Lesson:
    """The first lesson, which holds a file and a picture."""
    lesson = Lesson.objects.filter(module__course=course).earliest("position")
    lesson.body = [
        {"type": "file", "value": {"file": make_document().pk, "title": "Notes: week 1"}},
        {"type": "figure", "value": {**FIGURE, "image": make_image().pk, "drawing": None}},
    ]
    lesson.save()
    return lesson


@pytest.fixture
def reader(alice: User, lesson: Lesson, sign_in: SignIn) -> Client:
    """Alice, enrolled in the published course."""
    publish_course(lesson.course)
    enrol_free(alice, lesson.course)
    client: Client = sign_in(alice)
    return client


def file_of(reader: Client, lesson: Lesson) -> HttpResponseBase:
    where = reverse("classroom:file", args=[lesson.course.slug, lesson.key, 1, "file"])
    return reader.get(where)


def library(lesson: Lesson) -> tuple[Any, Any]:
    return lesson.body[0].value["file"], lesson.body[1].value["image"]


def test_a_file_is_named_after_its_title(reader: Client, lesson: Lesson) -> None:
    response = file_of(reader, lesson)

    assert response["Content-Disposition"] == 'inline; filename="notes-week-1.pdf"'
    assert (response["Content-Type"], bytes_of(response)) == ("application/pdf", b"%PDF-1.7")


def test_what_is_published_stays_when_the_library_is_emptied(
    reader: Client, lesson: Lesson, django_capture_on_commit_callbacks: Any
) -> None:
    picture = compile_course(lesson.course).lessons[0].content["blocks"][1]["image_url"]
    with django_capture_on_commit_callbacks(execute=True):
        for row in library(lesson):
            row.delete()

    assert bytes_of(file_of(reader, lesson)) == b"%PDF-1.7"
    assert reader.get(picture).getvalue().startswith(b"RIFF")


def test_what_is_published_stays_when_the_library_changes(reader: Client, lesson: Lesson) -> None:
    document, image = library(lesson)
    before = compile_course(lesson.course).lessons[0].content
    document.file = ContentFile(b"%PDF-new", document.filename)
    image.file = get_test_image_file(size=(64, 48), colour="black")
    for row in (document, image):
        row.file_hash = ""
        row.save()
    image.renditions.all().delete()  # as the studio's form does

    again = Lesson.objects.get(pk=lesson.pk)
    after = compile_course(again.course).lessons[0].content["blocks"]
    assert bytes_of(file_of(reader, lesson)) == b"%PDF-1.7"
    assert [block == old for block, old in zip(after, before["blocks"], strict=True)] == [False] * 2
    assert reader.get(before["blocks"][1]["image_url"]).getvalue().startswith(b"RIFF")


@pytest.mark.parametrize(("number", "part"), [(0, "file"), (2, "file"), (9, "file"), (1, "title")])
def test_no_other_part_of_a_lesson_is_a_file(number: int, part: str, lesson: Lesson) -> None:
    content = compile_course(lesson.course).lessons[0].content
    request: HttpRequest = RequestFactory().get("/")

    with pytest.raises(Http404):
        serve(request, content, number, part)


def test_a_file_that_was_gone_when_published_is_a_404() -> None:
    content = {"blocks": [{"kind": "file", "title": "F", "file": None}]}

    with pytest.raises(Http404):
        serve(RequestFactory().get("/"), content, 1, "file")
