"""Uploading and choosing as an author does."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from courses.catalogue.models import Course
from courses.interchange.models import QuestionImport

GIFT = "::One::Is it so?{=yes#Right. ~no}\n\nWrite.{}\n\n::Two::How many?{#7:1}\n"


def send(
    client: Client, bank: Course | None, content: str | bytes, name: str = "file.txt", **more: str
) -> HttpResponse:
    """Upload a file."""
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(address("import", bank), {"file": file, **more})  # type: ignore[return-value]


def address(name: str, bank: Course | None) -> str:
    """Return a page's address for a bank."""
    if bank is None:
        return reverse(f"question_files:{name}_shared")
    return reverse(f"question_files:{name}", args=[bank.pk])


def uploaded(client: Client, bank: Course | None, content: str = GIFT) -> QuestionImport:
    """Return the upload of a file."""
    assert send(client, bank, content).status_code == 302
    return QuestionImport.objects.latest("pk")


def act(client: Client, row: QuestionImport, act: str, *take: int, **more: Any) -> HttpResponse:
    """Press a button of the preview, with these items ticked."""
    data = {"act": act, "take": list(take), "here": "1", "tags": "", **more}
    url = reverse("question_files:choose", args=[row.public_id])
    return client.post(url, data)  # type: ignore[return-value]


def page(client: Client, row: QuestionImport, number: int = 1) -> str:
    """Return the preview's text."""
    url = reverse("question_files:preview", args=[row.public_id])
    return client.get(url, {"page": number}).content.decode()
