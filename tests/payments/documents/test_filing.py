"""A file is drawn once and kept with its hash; it never changes."""

import hashlib

import pytest
from django.db.models.fields.files import FieldFile

from cpd.outbox.working import work_all
from payments.documents import filing
from payments.documents.filing import DocumentChanged, keep_pdf
from payments.documents.issuing import issue_invoice
from payments.models import Document
from tests.payments.factories import make_order


@pytest.fixture
def document(db: None) -> Document:
    order = make_order()
    return issue_invoice(order, at=order.placed_at)


def content(kept: FieldFile) -> bytes:
    with kept.storage.open(str(kept.name)) as file:
        return bytes(file.read())


def lose(kept: FieldFile) -> None:
    kept.storage.delete(str(kept.name))


def draw_later(facts: object) -> bytes:
    """What a later version of the typesetter draws."""
    return b"%PDF-1.7 of a later year"


def test_a_kept_file_has_its_hash(document: Document) -> None:
    kept = keep_pdf(document)

    document.refresh_from_db()
    assert document.sha256 == hashlib.sha256(content(kept)).hexdigest()
    assert str(kept.name).startswith("payment-documents/TEST-AU-INV-000001-")


def test_keeping_twice_draws_once(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    first = keep_pdf(document)
    monkeypatch.setattr(filing, "draw_pdf", draw_later)

    assert keep_pdf(document).name == first.name


def test_the_job_keeps_the_file(document: Document) -> None:
    work_all()

    document.refresh_from_db()
    assert content(document.file).startswith(b"%PDF-1.7")


def test_who_comes_second_leaves_no_file_behind(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw_while_another_keeps(facts: dict[str, object]) -> bytes:
        monkeypatch.undo()
        return content(keep_pdf(document))

    monkeypatch.setattr(filing, "draw_pdf", draw_while_another_keeps)
    kept = keep_pdf(document)

    name = str(kept.name).rpartition("/")[2]
    _, files = kept.storage.listdir("payment-documents")
    assert [file for file in files if file.startswith(name.removesuffix(".pdf"))] == [name]


def test_a_lost_file_is_drawn_again_to_the_byte(document: Document) -> None:
    kept = keep_pdf(document)
    before = content(kept)
    lose(kept)

    assert content(keep_pdf(document)) == before
    assert keep_pdf(document).name == kept.name


def test_a_lost_file_that_would_be_another_is_refused(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(keep_pdf(document))
    monkeypatch.setattr(filing, "draw_pdf", draw_later)

    with pytest.raises(DocumentChanged):
        keep_pdf(document)
