"""Each document is issued once, with what it says frozen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courses.immutable import WrittenOnceError
from cpd.outbox.models import Job
from payments.documents.issuing import (
    NoInvoice,
    issue_correction,
    issue_credit_note,
    issue_invoice,
)
from payments.models import Document, Order, Refund
from tests.payments.factories import make_order, make_refund, make_seller

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)  # the 26th in Sydney


def order_with_invoice(**values: object) -> Order:
    order = make_order(at=AT, **values)  # type: ignore[arg-type]
    issue_invoice(order, at=AT)
    return order


def note_of(refund: Refund) -> Document:
    note = issue_credit_note(refund, at=AT)
    assert note is not None
    return note


def test_an_invoice_is_dated_where_the_seller_is() -> None:
    document = issue_invoice(make_order(at=AT), at=AT)

    assert (document.issued_on, document.supply_date) == (date(2026, 11, 26), date(2026, 11, 26))
    assert issue_invoice(make_order(at=AT, country="GB"), at=AT).issued_on == date(2026, 11, 25)


def test_pc02_an_invoice_is_issued_once() -> None:
    order = make_order()

    assert issue_invoice(order, at=AT) == issue_invoice(order, at=AT + timedelta(days=1))
    assert Document.objects.count() == 1
    assert Job.objects.filter(kind="payments.draw_document").count() == 1


def test_an_invoice_adds_up() -> None:
    document = issue_invoice(make_order(lines=[9900, 4900]), at=AT)

    assert (document.net, document.tax, document.gross) == (13_455, 1_345, 14_800)
    assert sum(line["total"] for line in document.facts["lines"]) == 14_800


def test_pc35_a_free_order_has_an_invoice_over_nothing() -> None:
    document = issue_invoice(make_order(lines=[0]), at=AT)

    assert (document.gross, document.facts["payment"]["method"]) == (0, "Nothing to pay")


def test_an_invoice_is_never_changed() -> None:
    document = issue_invoice(make_order(), at=AT)

    with pytest.raises(WrittenOnceError):
        document.save()


def test_time_never_goes_backwards_within_a_series() -> None:
    first = issue_invoice(make_order(), at=AT)
    second = issue_invoice(make_order(), at=AT - timedelta(seconds=5))

    assert first.issued_at == second.issued_at


def test_pc53_a_partial_refund_has_a_note_over_its_lines() -> None:
    order = order_with_invoice(lines=[9900, 4900])

    note = note_of(make_refund(order, 0, 4900))

    assert (note.number, note.gross, note.tax) == ("TEST-AU-CN-000001", 4900, 445)
    assert [line["title"] for line in note.facts["lines"]] == [order.lines.all()[1].title]
    assert note.facts["about"]["number"] == "TEST-AU-INV-000001"
    assert note.facts["reason"] == "Changed their mind"


def test_parts_of_a_line_take_its_tax_back_to_the_cent() -> None:
    order = order_with_invoice(lines=[100])
    line = order.lines.get()
    notes = []
    for amount in (33, 33, 34):
        notes.append(note_of(make_refund(order, amount)))
        line.refunded += amount
        line.save()

    assert sum(note.tax for note in notes) == line.tax


def test_a_note_is_issued_once_for_its_refund() -> None:
    refund = make_refund(order_with_invoice())

    assert note_of(refund) == note_of(refund)
    assert Document.objects.filter(kind="credit_note").count() == 1


def test_a_refund_of_what_paid_for_nothing_has_no_note() -> None:
    order = order_with_invoice()
    refund = make_refund(order, 0, amount=9900, reason=Refund.Reason.DUPLICATE)

    assert issue_credit_note(refund, at=AT) is None


def test_pc56_money_returned_another_way_keeps_the_first_note() -> None:
    order = order_with_invoice()
    failed = make_refund(order, state=Refund.State.FAILED)
    note = note_of(failed)

    again = make_refund(order, method=Refund.Method.MANUAL, replaces=failed)

    assert note_of(again) == note


def test_pc56_a_sale_that_stands_after_all_has_a_new_invoice() -> None:
    order = order_with_invoice(lines=[9900, 4900])
    note = note_of(make_refund(order, 9900, state=Refund.State.FAILED))

    correction = issue_correction(note, at=AT)

    assert issue_correction(note, at=AT) == correction
    assert (correction.corrects, correction.gross, correction.tax) == (note, 9900, 900)
    assert correction.number == "TEST-AU-INV-000002"
    assert issue_invoice(order, at=AT).number == "TEST-AU-INV-000001"


def test_nothing_is_taken_back_that_was_never_invoiced() -> None:
    with pytest.raises(NoInvoice):
        issue_credit_note(make_refund(make_order()), at=AT)


@pytest.mark.parametrize(
    ("country", "is_registered", "invoice", "note"),
    [
        ("AU", True, "Tax invoice", "Adjustment note"),
        ("AU", False, "Invoice", "Adjustment note"),
        ("GB", True, "VAT invoice", "Credit note"),
        ("GB", False, "Invoice", "Credit note"),
    ],
)
def test_a_document_is_headed_as_its_country_wants(
    country: str, is_registered: bool, invoice: str, note: str
) -> None:
    make_seller(country, is_registered=is_registered)
    order = order_with_invoice(country=country)

    headings = [
        issue_invoice(order, at=AT).facts["heading"],
        note_of(make_refund(order)).facts["heading"],
    ]
    assert headings == [invoice, note]


@pytest.mark.parametrize(
    ("country", "words"), [("AU", "No GST has been charged."), ("GB", "No VAT has been charged.")]
)
def test_who_is_not_registered_says_that_no_tax_was_charged(country: str, words: str) -> None:
    make_seller(country, is_registered=False)

    assert issue_invoice(make_order(country=country), at=AT).facts["tax_statement"] == words


def test_what_changes_later_does_not_change_the_document() -> None:
    order = make_order()
    document = issue_invoice(order, at=AT)
    order.seller.provider.legal_name = "Renamed"
    order.seller.provider.save()
    order.lines.update(title="Another title")

    assert "Renamed" not in str(Document.objects.get(pk=document.pk).facts)
    assert "Another title" not in str(document.facts)
