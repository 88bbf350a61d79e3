"""A file is taken for what its first bytes say."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from cpd.media.models import CourseDocument
from cpd.media.signatures import SIGNATURES, fits
from cpd.settings import WAGTAILDOCS_EXTENSIONS

GOOD = [
    (".pdf", b"%PDF-1.7\n"),
    (".PDF", b"%PDF-1.7\n"),
    (".docx", b"PK\x03\x04..."),
    (".xlsx", b"PK\x03\x04..."),
    (".mp4", b"\0\0\0\x18ftypisom"),
    (".mp4", b"\0\0\0\nftypisom"),
    (".webm", b"\x1a\x45\xdf\xa3..."),
    (".mp3", b"ID3\x04"),
    (".mp3", b"\xff\xfb\x90"),
    (".vtt", b"WEBVTT\n\n00:00"),
    (".vtt", b"\xef\xbb\xbfWEBVTT"),
    (".csv", b"a;b\n1;\xe4\n"),
]
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.mark.parametrize(("suffix", "head"), GOOD)
def test_files_that_are_what_they_say_are_taken(suffix: str, head: bytes) -> None:
    assert fits(suffix, head)


@pytest.mark.parametrize("suffix", [*SIGNATURES, ".html", ""])
@pytest.mark.parametrize("head", [PAGE, b"MZ\x90\0", b"\0"])
def test_other_content_is_refused(suffix: str, head: bytes) -> None:
    assert not fits(suffix, head)


def test_every_kind_of_file_that_is_taken_has_its_signature() -> None:
    assert {suffix.removeprefix(".") for suffix in SIGNATURES} == set(WAGTAILDOCS_EXTENSIONS)


def test_the_library_refuses_a_page_in_disguise(db: None) -> None:
    document = CourseDocument(title="A", file=ContentFile(PAGE, "hand-out.pdf"))

    with pytest.raises(ValidationError, match=r"not what \.pdf promises"):
        document.clean()


def test_the_library_takes_a_file_and_leaves_it_whole(db: None) -> None:
    document = CourseDocument(title="A", file=ContentFile(b"%PDF-1.7", "hand-out.pdf"))

    document.clean()

    assert document.file.read() == b"%PDF-1.7"
