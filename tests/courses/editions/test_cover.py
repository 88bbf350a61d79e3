"""An author's picture takes the place of the drawn cover, as it was when the edition was
published."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image

from courses.catalogue.models import Course
from cpd.media.models import CourseImage
from tests.factories import publish_course


@pytest.fixture
def picture(db: None) -> CourseImage:
    """A green picture."""
    buffer = BytesIO()
    Image.new("RGB", (1600, 1200), "#225848").save(buffer, "JPEG")
    image: CourseImage = CourseImage.objects.create(
        title="Green", file=ImageFile(buffer, name="green.jpg")
    )
    return image


def test_a_course_without_a_picture_keeps_its_drawing(course: Course) -> None:
    edition = publish_course(course)

    assert edition.cover_url == ""
    assert "cover-svg" in edition.cover_svg


def test_the_catalogue_shows_the_picture_of_the_edition(
    course: Course, picture: CourseImage
) -> None:
    course.cover_image = picture
    course.save()

    edition = publish_course(course)

    assert f'<img src="{edition.cover_url}"' in Client().get("/courses/").content.decode()
    answer = Client().get(edition.cover_url)
    assert answer.headers["Content-Type"] == "image/webp"
    answer.close()


def test_the_cover_survives_the_picture(course: Course, picture: CourseImage) -> None:
    course.cover_image = picture
    course.save()
    edition = publish_course(course)

    picture.delete()

    answer = Client().get(edition.cover_url)
    assert answer.status_code == 200
    answer.close()
