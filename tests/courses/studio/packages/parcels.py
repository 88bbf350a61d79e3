"""Packages as the studio hands them out and takes them in."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.catalogue.models import Course
from courses.interchange.archive import read_archive, write_package

TAKE = "/cms/studio/packages/"


def zipped(files: dict[str, bytes]) -> SimpleUploadedFile:
    """Return a package as a browser sends it."""
    file = BytesIO()
    write_package(files, file)
    return SimpleUploadedFile("course.zip", file.getvalue(), "application/zip")


def download(client: Client, course: Course) -> dict[str, bytes]:
    """Return a course's package."""
    answer = client.get(reverse("studio:export", args=[course.pk]))
    return read_archive(BytesIO(b"".join(answer)), name="course.zip")


def take(client: Client, files: dict[str, bytes], *, way: str = "new", slug: str = "") -> Any:
    """Take a package in; returns the page that follows."""
    return client.post(TAKE, {"file": zipped(files), "way": way, "slug": slug}, follow=True)


def copy(client: Client, course: Course, *, slug: str = "copied") -> Any:
    """Copy a course; returns the page that follows."""
    form = {"title": "Copied", "slug": slug}
    return client.post(reverse("studio:copy", args=[course.pk]), form, follow=True)
