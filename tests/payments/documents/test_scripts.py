"""A buyer's name is printed in any script, and none keeps a document from being drawn."""

import unicodedata

import pytest

from payments.documents.drawing import draw_pdf
from payments.documents.issuing import issue_invoice
from payments.models import Order
from tests.payments.factories import make_order
from tests.reading import pages_of

pytestmark = pytest.mark.django_db


def pages(order: Order) -> list[str]:
    return pages_of(draw_pdf(issue_invoice(order, at=order.placed_at).facts))


def words(order: Order) -> str:
    return unicodedata.normalize("NFC", " ".join(pages(order)))


@pytest.mark.parametrize(
    "name",
    ["王小明", "김민수", "Ελένη", "Фёдор", "თამარ მეფე", "Łukasz", '#read("/etc/passwd") *x*'],
)
def test_a_name_in_any_script_is_printed(name: str) -> None:
    order = make_order(buyer={"name": name})

    assert name.replace(" ", "") in words(order).replace(" ", "")


@pytest.mark.parametrize(
    "name", ["محمد بن عبد الرحمن", "अनुष्का शर्मा", "\U0001f9d8\u200b Bob \ue000"]
)
def test_no_name_keeps_a_document_from_being_drawn(name: str) -> None:
    order = make_order(buyer={"name": name})

    assert len(pages(order)) == 1


def test_a_nameless_buyer_is_named_by_address() -> None:
    text = words(make_order(buyer={}))

    assert "buyer@example.org" in text
