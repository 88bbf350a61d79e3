"""Published copies are named by their content, written once and whole."""

from hashlib import sha256

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cpd.media.published import keep
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def name_of(content: bytes, suffix: str) -> str:
    return f"published/{sha256(content).hexdigest()}{suffix}"


def stored(name: str) -> bytes:
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content


def test_a_copy_is_named_by_its_content_and_written_once() -> None:
    first, second = make_document("One.PDF", b"%PDF-one"), make_document("two.pdf", b"%PDF-one")

    names = {keep(row.file, fingerprint="") for row in (first, second)}

    assert names == {name_of(b"%PDF-one", ".pdf")}
    assert stored(names.pop()) == b"%PDF-one"


def test_a_copy_stays_when_the_file_goes() -> None:
    document = make_document(content=b"%PDF-goes")
    name = keep(document.file, fingerprint="")

    document.file.delete()

    assert stored(name) == b"%PDF-goes"


def test_a_name_that_comes_back_with_other_content_gets_its_own_copy() -> None:
    document = make_document(content=b"%PDF-before")
    file, name = document.file, document.file.name
    keep(file, fingerprint="before")
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"%PDF-after"))

    assert keep(file, fingerprint="after") == name_of(b"%PDF-after", ".pdf")


def test_a_half_written_copy_is_written_again() -> None:
    name = name_of(b"%PDF-whole", ".pdf")
    default_storage.save(name, ContentFile(b"%PDF-"))

    assert keep(make_document(content=b"%PDF-whole").file, fingerprint="") == name
    assert stored(name) == b"%PDF-whole"


def test_a_copy_that_is_lost_is_written_again() -> None:
    document = make_document(content=b"%PDF-lost")
    name = keep(document.file, fingerprint="")
    default_storage.delete(name)

    assert keep(document.file, fingerprint="") == name
    assert stored(name) == b"%PDF-lost"


def test_a_file_that_was_read_once_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = make_document(content=b"%PDF-read")
    name = keep(document.file, fingerprint="a")
    monkeypatch.setattr(document.file, "open", lambda _mode: pytest.fail("It was read again."))

    assert keep(document.file, fingerprint="a") == name
    cache.clear()
    with pytest.raises(pytest.fail.Exception):
        keep(document.file, fingerprint="a")
