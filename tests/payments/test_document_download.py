"""A document goes to its buyer and to staff who may see it; for others it does not exist."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from payments.documents.issuing import issue_invoice
from payments.models import Document, Order
from tests.payments.factories import make_order

ADDRESS = "/documents/TEST-AU-INV-000001.pdf"


@pytest.fixture
def buyer(alice: User, sign_in: Any) -> Client:
    client: Client = sign_in(alice)
    return client


@pytest.fixture
def document(alice: User) -> Document:
    order = make_order(alice)
    return issue_invoice(order, at=order.placed_at)


def test_a_document_is_downloaded_by_its_buyer(buyer: Client, document: Document) -> None:
    answer = buyer.get(ADDRESS)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    assert answer["Content-Disposition"] == 'attachment; filename="TEST-AU-INV-000001.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert Document.objects.get().sha256


def test_a_document_does_not_exist_for_others(
    document: Document, carol: User, dan: User, sign_in: Any
) -> None:
    assert [sign_in(other).get(ADDRESS).status_code for other in (carol, dan)] == [404, 404]
    assert Client().get(ADDRESS).status_code == 302


def test_staff_who_may_see_documents_see_it(document: Document, dan: User, sign_in: Any) -> None:
    dan.user_permissions.add(
        Permission.objects.get(codename="view_document", content_type__app_label="payments")
    )

    assert sign_in(dan).get(ADDRESS).status_code == 200


def test_pc60_a_document_without_its_buyer_is_for_staff_only(
    document: Document, buyer: Client
) -> None:
    Order.objects.update(user=None)

    assert buyer.get(ADDRESS).status_code == 404
