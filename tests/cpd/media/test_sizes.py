"""Files and pictures are only as large as can be served and shown, also in packages."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents.forms import get_document_form

from accounts.models import User
from courses.interchange.located import Problems
from courses.interchange.media_in import read_media
from cpd.media.captions import LARGEST_CAPTIONS
from cpd.media.models import CourseDocument
from cpd.media.sizes import LARGEST, MEBIBYTE, file_fault

HEADS = {".pdf": b"%PDF-1.7", ".mp4": b"\0\0\0\x18ftypisom", ".MP3": b"ID3\x04", ".vtt": b"WEBVTT"}
MOST = {".pdf": 50, ".mp4": 2048, ".MP3": 200, ".vtt": 2}


def sized(suffix: str, size: int) -> ContentFile[bytes]:
    """Return a file that says how large it is, without being so."""
    file = ContentFile(HEADS[suffix], f"a{suffix}")
    file.size = size
    return file


@pytest.mark.parametrize("suffix", HEADS)
def test_the_library_refuses_a_file_that_is_too_large(db: None, suffix: str) -> None:
    document = CourseDocument(title="A", file=sized(suffix, MOST[suffix] * MEBIBYTE + 1))

    with pytest.raises(ValidationError, match=rf"{suffix} has at most {MOST[suffix]}\."):
        document.clean()


@pytest.mark.parametrize("suffix", [".pdf", ".mp4", ".MP3"])
def test_the_library_takes_the_largest(db: None, suffix: str) -> None:
    CourseDocument(title="A", file=sized(suffix, MOST[suffix] * MEBIBYTE)).clean()


def test_of_captions_as_much_is_taken_as_is_read() -> None:
    assert LARGEST[".vtt"] * MEBIBYTE == LARGEST_CAPTIONS


def test_subrip_that_would_be_cut_off_is_refused(dan: User) -> None:
    cue = "1\n00:00:01,000 --> 00:00:02,000\nWords.\n\n"
    file = ContentFile((cue * 60_000).encode(), "talk.srt")

    form = get_document_form(CourseDocument)({"title": "Talk"}, {"file": file}, user=dan)

    assert "one that ends in .srt has at most 2" in str(form.errors["file"])


def told(name: str, content: bytes) -> str:
    """Return what is said of a file of a package."""
    problems = Problems()
    read_media({f"media/{name}": content}, problems)
    return " ".join(map(str, problems.found))


def drawn(size: tuple[int, int], frames: int = 1, kind: str = "PNG") -> bytes:
    file = BytesIO()
    pictures = [
        Image.new("L" if kind == "MPO" else "1", size, number % 2) for number in range(frames)
    ]
    more = {"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}
    pictures[0].save(file, kind, **more)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", drawn((7_000, 6_000)), "42,000,000 pixels; at most 40,000,000 fit"),
        ("a.png", drawn((2_000, 2_100), frames=10), "42,000,000 pixels"),
        ("a.png", drawn((4, 3)) + bytes(10 * MEBIBYTE), "has 11 MB; at most 10 MB fit"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "not a picture we can read"),
        ("a.pdf", b"%PDF-1.7" + bytes(50 * MEBIBYTE), "has 51 MB; one that ends in .pdf has at"),
        ("a.jpg", drawn((5_000, 5_000), frames=2, kind="MPO"), ""),
        ("a.png", drawn((4, 3)), ""),
        ("a.png", drawn((4, 3), frames=3), ""),
    ],
)
def test_a_package_brings_nothing_that_is_too_large(name: str, content: bytes, words: str) -> None:
    assert words in told(name, content)
    assert bool(told(name, content)) is bool(words)


def test_the_studio_measures_pictures_as_packages_do() -> None:
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == 40_000_000


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ""])
def test_any_other_file_is_as_large_as_a_hand_out(suffix: str) -> None:
    assert not file_fault(suffix, 50 * MEBIBYTE)
    assert file_fault(suffix, 50 * MEBIBYTE + 1)
