"""The audit sees gaps, times that go backwards, and files that changed."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from payments.documents.checking import check_documents
from payments.documents.filing import keep_pdf
from payments.documents.issuing import issue_invoice
from payments.models import Document, DocumentSeries
from tests.payments.factories import make_order


@pytest.fixture
def documents(db: None) -> list[Document]:
    orders = [make_order(), make_order(), make_order()]
    issued = [issue_invoice(order, at=order.placed_at) for order in orders]
    for document in issued:
        keep_pdf(document)
    return issued


def rules() -> list[str]:
    return [finding.rule for finding in check_documents()]


def test_documents_in_order_have_no_finding(documents: list[Document]) -> None:
    assert check_documents() == []


def test_a_gap_is_found(documents: list[Document]) -> None:
    Document.objects.filter(sequence=2).delete()

    (finding,) = check_documents()
    assert (finding.rule, finding.thing) == ("document_gap", "TEST-AU-INV")
    assert "Number 2" in finding.says


def test_a_missing_last_number_is_found(documents: list[Document]) -> None:
    Document.objects.filter(sequence=3).delete()

    assert rules() == ["document_gap"]


def test_a_number_that_nobody_handed_out_is_found(documents: list[Document]) -> None:
    DocumentSeries.objects.update(next_sequence=3)

    assert rules() == ["document_gap"]


def test_time_going_backwards_is_found(documents: list[Document]) -> None:
    second = documents[1]
    earlier = second.issued_at - timedelta(days=1)
    Document.objects.filter(pk=second.pk).update(issued_at=earlier)

    assert rules() == ["document_time"]


def test_a_changed_file_is_found(documents: list[Document]) -> None:
    kept = keep_pdf(documents[0])
    kept.storage.delete(str(kept.name))
    kept.storage.save(str(kept.name), ContentFile(b"%PDF another"))

    assert rules() == ["document_changed"]


def test_a_lost_file_is_found(documents: list[Document]) -> None:
    kept = keep_pdf(documents[0])
    kept.storage.delete(str(kept.name))

    assert rules() == ["document_lost"]


def test_a_document_that_is_never_drawn_is_found(documents: list[Document]) -> None:
    undrawn = make_order()
    issue_invoice(undrawn, at=undrawn.placed_at)
    assert rules() == []

    Document.objects.filter(sha256="").update(issued_at=undrawn.placed_at - timedelta(hours=2))
    assert "document_not_drawn" in rules()
