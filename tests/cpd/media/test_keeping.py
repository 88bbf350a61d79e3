"""What is used stays in the library: pages for deleting and exchanging say so instead."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from courses.catalogue.models import Course
from courses.lessons.models import Lesson
from cpd.media.models import CourseDocument, CourseImage
from tests.conftest import SignIn
from tests.factories import make_document, make_image, make_user, publish_course

pytestmark = pytest.mark.django_db
Used = tuple[CourseImage, CourseDocument]
FIGURE = {"title": "T", "alt": "A", "caption": "C", "credit": "Ours", "drawing": None}
REFUSED = "first take it out where it is used"


@pytest.fixture
def admin(sign_in: SignIn) -> Client:
    client: Client = sign_in(make_user("root@example.org", is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def used(course: Course) -> Used:
    """A picture and a file of a lesson's draft."""
    image, document = make_image(), make_document()
    lesson = Lesson.objects.filter(module__course=course).earliest("position")
    lesson.body = [
        {"type": "figure", "value": {**FIGURE, "image": image.pk}},
        {"type": "file", "value": {"file": document.pk, "title": "F"}},
    ]
    lesson.save()
    return image, document


def address(row: CourseImage | CourseDocument, page: str) -> str:
    app = "wagtailimages" if isinstance(row, CourseImage) else "wagtaildocs"
    return reverse(f"{app}:{page}", args=[row.pk])


def delete(admin: Client, row: CourseImage | CourseDocument) -> str:
    """Ask for a thing to be deleted; return the page that follows."""
    page: Any = admin.post(address(row, "delete"), follow=True)
    assert page.status_code == 200
    return str(page.content.decode())


def test_what_a_draft_uses_is_not_deleted(admin: Client, used: Used) -> None:
    for row in used:
        assert REFUSED in delete(admin, row)
        assert REFUSED in admin.get(address(row, "delete"), follow=True).content.decode()
        row.refresh_from_db()


def test_a_cover_is_not_deleted(admin: Client, course: Course) -> None:
    image = course.cover_image = make_image()
    course.save()
    publish_course(course)

    assert REFUSED in delete(admin, image)
    image.refresh_from_db()


def test_a_cover_that_only_an_edition_shows_is_deleted_and_its_copy_stays(
    admin: Client, course: Course
) -> None:
    image = course.cover_image = make_image()
    course.save()
    edition = publish_course(course)
    course.cover_image = None
    course.save()

    assert REFUSED not in delete(admin, image)
    assert admin.get(edition.cover_url).getvalue().startswith(b"RIFF")


def test_what_nobody_uses_is_deleted(admin: Client) -> None:
    for row in (make_image(), make_document()):
        row_class = type(row)
        if isinstance(row, CourseImage):
            row.get_rendition("max-10x10")

        assert REFUSED not in delete(admin, row)
        assert not row_class.objects.filter(pk=row.pk).exists()


def test_many_are_deleted_at_once_only_where_none_is_used(admin: Client, used: Used) -> None:
    image, spare = used[0], make_image("black")
    where = reverse("wagtail_bulk_action", args=["media", "courseimage", "delete"])

    page: Any = admin.post(f"{where}?id={image.pk}&id={spare.pk}&next=/cms/images/", follow=True)

    assert REFUSED in page.content.decode()
    assert CourseImage.objects.count() == 2
    admin.post(f"{where}?id={spare.pk}&next=/cms/images/")
    assert CourseImage.objects.get() == image


def test_an_upload_that_is_used_by_now_is_not_deleted(admin: Client, used: Used) -> None:
    headers = {"x-requested-with": "XMLHttpRequest"}
    for row in used:
        where = address(row, "delete_multiple")
        assert admin.post(where, headers=headers).status_code == 403
        row.refresh_from_db()
    spare = make_document()
    assert admin.post(address(spare, "delete_multiple"), headers=headers).json()["success"]


def picture(colour: str) -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (9, 9), colour).save(buffer, "PNG")
    return SimpleUploadedFile("new.png", buffer.getvalue(), "image/png")


def edit(admin: Client, row: CourseImage | CourseDocument, **data: Any) -> Any:
    words = {"description": "A nerve.", "credit": "Us", "text_in_it": "no"}
    values = {"title": "New title", "collection": row.collection_id, "tags": "", **words, **data}
    return admin.post(address(row, "edit"), values)


def test_the_file_of_what_is_used_is_not_exchanged(admin: Client, used: Used) -> None:
    image, document = used
    row: Any
    for row, file in (
        (image, picture("red")),
        (document, SimpleUploadedFile("new.pdf", b"%PDF-new")),
    ):
        before = row.file.name

        page = edit(admin, row, file=file)

        row.refresh_from_db()
        assert "Upload the new file as another one" in page.content.decode()
        assert (row.file.name, row.title == "New title") == (before, False)


def test_the_title_of_what_is_used_may_change(admin: Client, used: Used) -> None:
    for row in used:
        assert edit(admin, row).status_code == 302
        row.refresh_from_db()
        assert row.title == "New title"


def test_the_file_of_what_nobody_uses_may_be_exchanged(admin: Client) -> None:
    image, document = make_image(), make_document()

    answers = [
        edit(admin, image, file=picture("red")),
        edit(admin, document, file=SimpleUploadedFile("new.pdf", b"%PDF-new")),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_page_in_disguise_is_refused_where_it_is_uploaded(admin: Client) -> None:
    file = SimpleUploadedFile("hand-out.pdf", b"<script>alert(1)</script>", "application/pdf")

    page = admin.post(reverse("wagtaildocs:add"), {"title": "A", "file": file, "tags": ""})

    assert "not what .pdf promises" in page.content.decode()
    assert not CourseDocument.objects.exists()
