"""Issuing documents within the transaction that makes them due; each once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cpd.outbox.posting import post_job
from payments.documents.facts import Line, facts_for, invoice_lines, refund_lines
from payments.documents.numbering import CREDIT_NOTES, INVOICES, next_number, series_code
from payments.documents.parties import local_date
from payments.documents.words import invoice_kind
from payments.models import Document, DocumentSeries, Order, Refund

STANDS = "The refund did not go through, and the sale stands."


class NoInvoice(Exception):
    """Nothing was invoiced that could be taken back."""


@transaction.atomic
def issue_invoice(order: Order, *, at: datetime) -> Document:
    """Return the order's original invoice, issued now if it had none."""
    order = _locked(order)
    original = original_invoice(order)
    if original is not None:
        return original
    return _issue(
        order,
        kind=invoice_kind(order.seller),
        lines=invoice_lines(order.lines.order_by("position")),
        at=at,
        supply_date=local_date(order.seller, order.paid_at or at),
    )


@transaction.atomic
def issue_credit_note(refund: Refund, *, at: datetime) -> Document | None:
    """Return the note of a refund, issued now if it had none; None for one without lines. A refund
    that returns the money of a failed one has its note. Raises NoInvoice."""
    order = _locked(refund.order)
    note = standing_note(refund)
    lines = refund_lines(refund)
    if note is not None or not lines:
        return note
    original = original_invoice(order)
    if original is None:
        raise NoInvoice(str(order))
    return _issue(
        order,
        kind=Document.Kind.CREDIT_NOTE,
        lines=lines,
        at=at,
        supply_date=original.supply_date,
        about=original,
        reason=refund.get_reason_display(),
        refund=refund,
    )


@transaction.atomic
def issue_correction(note: Document, *, at: datetime) -> Document:
    """Return the invoice for what a note took back, issued now if it had none: the money did not go
    back, and the sale stands."""
    order = _locked(note.order)
    correction = Document.objects.filter(corrects=note).first()
    if correction is not None:
        return correction
    return _issue(
        order,
        kind=invoice_kind(order.seller),
        lines=[Line(**line) for line in note.facts["lines"]],
        at=at,
        supply_date=note.supply_date,
        about=note,
        reason=STANDS,
        corrects=note,
    )


def original_invoice(order: Order) -> Document | None:
    """Return the invoice that was issued when the order was paid."""
    invoices = Document.objects.exclude(kind=Document.Kind.CREDIT_NOTE)
    return invoices.filter(order=order, corrects__isnull=True).first()


def standing_note(refund: Refund) -> Document | None:
    """Return the note of a refund, or of the failed one whose money it returns."""
    current: Refund | None = refund
    while current is not None:
        note = Document.objects.filter(refund=current).first()
        if note is not None:
            return note
        current = current.replaces
    return None


def _locked(order: Order) -> Order:
    return (
        Order.objects.select_for_update(of=("self",))
        .select_related("seller__provider")
        .get(pk=order.pk)
    )


def _issue(
    order: Order,
    *,
    kind: Document.Kind,
    lines: Sequence[Line],
    at: datetime,
    supply_date: date,
    about: Document | None = None,
    reason: str = "",
    refund: Refund | None = None,
    corrects: Document | None = None,
) -> Document:
    is_credit = kind == Document.Kind.CREDIT_NOTE
    code = series_code(order, kind=CREDIT_NOTES if is_credit else INVOICES)
    series, sequence, number = next_number(code)
    issued_at = max(at, _last_issued_at(series) or at)
    facts = facts_for(
        order,
        kind=kind,
        number=number,
        lines=lines,
        issued_at=issued_at,
        supply_date=supply_date,
        about=about,
        reason=reason,
    )
    document = Document.objects.create(
        kind=kind,
        number=number,
        series=series,
        sequence=sequence,
        order=order,
        refund=refund,
        corrects=corrects,
        issued_at=issued_at,
        issued_on=local_date(order.seller, issued_at),
        supply_date=supply_date,
        facts=facts,
        net=facts["net"],
        tax=facts["tax"],
        gross=facts["gross"],
        currency=order.currency,
    )
    post_job("payments.draw_document", key=f"draw:{number}", document_id=document.pk)
    return document


def _last_issued_at(series: DocumentSeries) -> datetime | None:
    last = series.documents.order_by("-sequence").first()
    return last.issued_at if last else None
