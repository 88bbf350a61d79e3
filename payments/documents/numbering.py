"""Numbers of documents: one row of them for each seller and kind, without gaps."""

from typing import NamedTuple

from django.db.models import F

from payments.models import DocumentSeries, Order

INVOICES, CREDIT_NOTES = "INV", "CN"
DIGITS = 6


class NumberTaken(Exception):
    """Somebody took the number meanwhile; the whole transaction starts again."""


class Number(NamedTuple):
    """A number of a series."""

    series: DocumentSeries
    sequence: int
    number: str


def series_code(order: Order, *, kind: str) -> str:
    """Return the series of an order's documents: those of no money have one of their own."""
    code = f"{order.seller.series_prefix}-{kind}"
    return code if order.livemode else f"TEST-{code}"


def next_number(series_code: str) -> Number:
    """Take the next number within the caller's transaction, which gives it back if it rolls back.
    Raises NumberTaken."""
    series, _ = DocumentSeries.objects.get_or_create(code=series_code)
    series = DocumentSeries.objects.select_for_update().get(pk=series.pk)
    sequence = series.next_sequence
    unchanged = DocumentSeries.objects.filter(pk=series.pk, next_sequence=sequence)
    if not unchanged.update(next_sequence=F("next_sequence") + 1):
        raise NumberTaken(series_code)
    return Number(series, sequence, f"{series_code}-{sequence:0{DIGITS}d}")
