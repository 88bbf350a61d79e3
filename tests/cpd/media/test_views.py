"""Private files come whole or in part; the public view serves pictures and nothing else."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import Http404
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from cpd.media.views import ranged

CONTENT = bytes(range(100))
PRIVATE = (
    "documents/a.png", "documents/a.pdf", "images/a.svg", "images/a.html", "original_images/a.png",
    "published/a.pdf", "published/a.mp4",
)  # fmt: skip


@pytest.fixture
def stored() -> Iterator[str]:
    name = default_storage.save("documents/film.mp4", ContentFile(CONTENT))
    yield name
    default_storage.delete(name)


def fetch(name: str, header: str = "", filename: str = "film.mp4") -> HttpResponseBase:
    headers = {"Range": header} if header else {}
    return ranged(RequestFactory().get("/", headers=headers), name, filename=filename)


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response)


class WatchedStorage(FileSystemStorage):
    """Remembers which files it opened."""

    opened: ClassVar[list["File[Any]"]] = []

    def open(self, name: str, mode: str = "rb") -> "File[Any]":
        file = super().open(name, mode)
        self.opened.append(file)
        return file


@pytest.fixture
def opened(settings: Any) -> list["File[Any]"]:
    """Every file that was opened."""
    watched = {"BACKEND": f"{WatchedStorage.__module__}.{WatchedStorage.__name__}"}
    settings.STORAGES = {**settings.STORAGES, "default": watched}
    WatchedStorage.opened.clear()
    return WatchedStorage.opened


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["", "bytes=10-"])
@pytest.mark.parametrize("chunks", [0, 1, 9])
def test_a_file_is_closed_with_its_answer_read_or_not(
    opened: list["File[Any]"], stored: str, header: str, chunks: int
) -> None:
    response = fetch(stored, header)
    for _ in zip(range(chunks), response, strict=False):
        pass

    response.close()

    assert [file.closed for file in opened] == [True]


def test_a_whole_file(stored: str) -> None:
    response = fetch(stored)

    assert (response.status_code, body(response)) == (200, CONTENT)
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == "100"


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=90-", 90, 99),
        ("bytes=-10", 90, 99),
        ("bytes=-500", 0, 99),
        ("bytes=50-500", 50, 99),
        ("bytes=0-0", 0, 0),
        ("bytes=99-99", 99, 99),
    ],
)
def test_a_part_of_a_file(stored: str, header: str, first: int, last: int) -> None:
    response = fetch(stored, header)

    assert (response.status_code, body(response)) == (206, CONTENT[first : last + 1])
    assert response["Content-Range"] == f"bytes {first}-{last}/100"
    assert response["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=9-5", "bytes=-0", "bytes=500-600"])
def test_a_part_that_is_not_there(stored: str, header: str) -> None:
    response = fetch(stored, header)

    assert (response.status_code, response["Content-Range"]) == (416, "bytes */100")


@pytest.mark.parametrize(
    "header",
    [
        "bytes=a-b",
        "lines=1-2",
        "bytes=-",
        "bytes=1-2,5-6",
        f"bytes={'9' * 5_000}-",
        f"bytes=-{'9' * 5_000}",
        f"bytes=0-{'9' * 5_000}",
        "bytes=\u0660-\u0669",
    ],
)
def test_a_range_we_do_not_read_gives_the_whole_file(stored: str, header: str) -> None:
    response = fetch(stored, header)

    assert (response.status_code, body(response)) == (200, CONTENT)
    assert "Content-Range" not in response.headers


@pytest.mark.parametrize(
    ("filename", "kind", "disposition"),
    [
        ("a.mp4", "video/mp4", "inline"),
        ("a.vtt", "text/vtt", "inline"),
        ("a.pdf", "application/pdf", "inline"),
        ("a.html", "text/html", "attachment"),
        ("a.svg", "image/svg+xml", "attachment"),
        ("a.docx", "application/vnd", "attachment"),
        ("a", "application/octet-stream", "attachment"),
        ('a"\r\nX: y.pdf', "application/pdf", "inline"),
    ],
)
def test_only_safe_kinds_open_in_the_page(
    stored: str, filename: str, kind: str, disposition: str
) -> None:
    response = fetch(stored, filename=filename)

    assert response["Content-Type"].startswith(kind)
    assert response["Content-Disposition"].startswith(f"{disposition}; ")
    assert body(response)


def test_an_empty_file_is_empty() -> None:
    name = default_storage.save("documents/empty.vtt", ContentFile(b""))

    response = fetch(name)

    assert (response["Content-Length"], body(response)) == ("0", b"")


def test_a_file_that_is_gone_is_a_404() -> None:
    with pytest.raises(Http404):
        fetch("documents/none.mp4")


@pytest.mark.parametrize("folder", ["images", "published"])
def test_a_picture_is_public_and_kept_for_a_year(client: Client, db: None, folder: str) -> None:
    name = default_storage.save(f"{folder}/a.webp", ContentFile(b"RIFF"))

    response = client.get(f"/media/{name}")

    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert "immutable" in response["Cache-Control"]
    assert response.getvalue() == b"RIFF"


@pytest.mark.parametrize(
    "name",
    [
        "documents/a.pdf",
        "certificates/2026/03/a.pdf",
        "documents/a.png",
        "images/a.svg",
        "images/a.html",
        "images/a.pdf",
        "images/../documents/a.png",
        "images/%2e%2e/documents/a.png",
        "images/none.webp",
        "original_images/a.png",
        "published/a.pdf",
        "published/a.mp4",
        "published/../documents/a.png",
    ],
)
def test_nothing_else_in_the_media_folder_is_public(client: Client, db: None, name: str) -> None:
    for kept in PRIVATE:
        if not default_storage.exists(kept):
            default_storage.save(kept, ContentFile(b"secret"))

    assert client.get(f"/media/{name}").status_code in {400, 404}
