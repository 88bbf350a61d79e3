"""Documents are PDF/A-3a and PDF/UA-1 by the veraPDF rules."""

import pytest

from payments.documents.drawing import draw_pdf
from payments.documents.issuing import issue_credit_note, issue_invoice
from payments.models import Document
from tests.payments.factories import Wanted, make_order, make_refund
from tests.verapdf import broken_rules

pytestmark = [pytest.mark.pdfcheck, pytest.mark.django_db]


def documents() -> list[Document]:
    """A plain one, a long one of real money in another script, a discounted one and a note."""
    plain, discounted = make_order(), make_order(lines=[Wanted(9900, discount=990), 4900])
    long = make_order(
        country="GB", livemode=True, lines=[4900] * 26, buyer={"name": "محمد بن عبد الرحمن 王小明"}
    )
    found = [issue_invoice(order, at=order.placed_at) for order in (plain, long, discounted)]
    note = issue_credit_note(make_refund(plain), at=plain.placed_at)
    return [*found, note] if note else found


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_a_document_breaks_no_rule(flavour: str) -> None:
    found = {
        document.number: broken_rules(draw_pdf(document.facts), flavour) for document in documents()
    }

    assert set(map(tuple, found.values())) == {()}
    assert len(found) == 4


def test_a_broken_file_breaks_a_rule() -> None:
    order = make_order()
    pdf = draw_pdf(issue_invoice(order, at=order.placed_at).facts)

    assert broken_rules(pdf.replace(b"pdfaid:part", b"pdfaid:pert"), "3a") != []
