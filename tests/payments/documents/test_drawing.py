"""A document prints its facts, the same every time."""

import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest

from payments.documents.drawing import draw_pdf
from payments.documents.issuing import issue_credit_note, issue_invoice
from payments.models import Order
from tests.payments.factories import Wanted, make_order, make_refund, make_seller, pay
from tests.reading import pages_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
BUYER = {
    "name": "Alice Nguyễn",
    "business": "Hands and Co",
    "tax_number": "51 824 753 556",
    "address": "12 Long Street\nFitzroy VIC 3065",
}


def facts(order: Order | None = None, **values: Any) -> dict[str, Any]:
    order = order or make_order(at=AT, buyer=BUYER)
    return {**issue_invoice(order, at=AT).facts, **values}


def words(pdf: bytes) -> str:
    return unicodedata.normalize("NFC", " ".join(pages_of(pdf)))


def test_equal_facts_give_equal_bytes() -> None:
    frozen = facts()

    assert draw_pdf(frozen) == draw_pdf(frozen)


def test_an_australian_invoice_prints_every_fact() -> None:
    order = make_order(
        at=AT,
        buyer=BUYER,
        livemode=True,
        lines=[Wanted(9900, discount=990, title="The vagus nerve")],
    )
    text = words(draw_pdf(facts(order)))

    for fact in (
        "Tax invoice", "AU-INV-000001", "Example Sales Pty Ltd", "ABN 00 000 000 000",
        "1 Collins Street", "Melbourne VIC 3000", "Alice Nguyễn", "Hands and Co",
        "buyer@example.org", "12 Long Street", "ABN 51 824 753 556", "25 November 2026",
        order.reference, "The vagus nerve", "A$99.00", "A$9.90", "10 %", "A$8.10", "A$81.00",
        "A$89.10", "Australian dollars (AUD)", "Prices include GST.",
        "A$89.10 paid on 25 November 2026, Visa card ending in 4242.",
    ):  # fmt: skip
        assert fact in text
    assert "TEST" not in text


def test_a_british_invoice_prints_its_vat_number_and_sterling() -> None:
    text = words(draw_pdf(facts(make_order(country="GB", lines=[4900], at=AT))))

    for fact in ("VAT invoice", "VAT number GB 000 0000 00", "Company number 00000000",
                 "20 %", "£8.17", "£40.83", "£49.00", "pounds sterling (GBP)"):  # fmt: skip
        assert fact in text
    assert "GST" not in text


def test_who_is_not_registered_prints_no_tax() -> None:
    make_seller("GB", is_registered=False)
    text = words(draw_pdf(facts(make_order(country="GB", at=AT))))

    assert "No VAT has been charged." in text
    assert "VAT invoice" not in text
    assert "VAT number" not in text


def test_a_document_of_no_money_says_so_on_every_page() -> None:
    order = make_order(lines=[9900] * 26, at=AT)
    pages = pages_of(draw_pdf(facts(order)))

    assert len(pages) == 2
    assert all("TEST - no money moved" in page for page in pages)
    assert all("Description" in page for page in pages)


def test_twenty_long_lines_take_two_pages() -> None:
    title = "A long title that has to be set on two lines because it says so very much about it"
    order = make_order(lines=[Wanted(9900, title=f"{title} {n}") for n in range(20)], at=AT)
    pages = pages_of(draw_pdf(facts(order)))

    assert len(pages) == 2
    assert "Page 2 of 2" in pages[1]
    assert f"{title} 19".replace(" ", "") in "".join(pages).replace(" ", "")


def test_a_credit_note_names_the_invoice_and_the_reason() -> None:
    order = make_order(lines=[9900, 4900], at=AT)
    invoice = issue_invoice(order, at=AT)
    note = issue_credit_note(make_refund(order, 5000), at=AT)
    text = words(draw_pdf(note.facts if note else {}))

    for fact in ("Adjustment note", invoice.number, "25 November 2026", "Changed their mind",
                 "A$50.00", "A$4.55", "Total taken back"):  # fmt: skip
        assert fact in text
    assert "Visa" not in text


@pytest.mark.parametrize(("country", "called"), [("AU", "tax invoice"), ("GB", "VAT invoice")])
def test_a_credit_note_calls_the_invoice_by_its_name(country: str, called: str) -> None:
    order = make_order(country=country, at=AT)
    invoice = issue_invoice(order, at=AT)
    note = issue_credit_note(make_refund(order), at=AT)

    assert f"Takes back part or all of {called} {invoice.number}" in words(
        draw_pdf(note.facts if note else {})
    )


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({"brand": "mastercard", "last4": "4444"}, "Mastercard card ending in 4444"),
        ({"brand": "", "method": "au_becs_debit", "last4": "1234"}, "BECS direct debit ending in"),
        ({"brand": "", "method": "bacs_debit", "last4": "1234"}, "Bacs Direct Debit ending in"),
        ({"brand": "", "method": "new_thing", "last4": ""}, "New thing"),
        ({"provider": "manual"}, "Payment received another way"),
    ],
)
def test_the_payment_is_named_as_people_know_it(values: dict[str, str], printed: str) -> None:
    order = make_order(state="awaiting_payment", at=AT)
    Order.objects.filter(pk=order.pk).update(state="paid", paid_at=AT)
    pay(order, at=AT, **values)

    assert printed in words(draw_pdf(facts(order)))
