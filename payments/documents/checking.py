"""What the nightly audit asks of documents: numbers without gaps, times that increase, files that
never change."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import QuerySet
from django.utils import timezone

from payments.findings import Finding
from payments.models import Document, DocumentSeries

DRAWN_WITHIN = timedelta(hours=1)


def check_documents() -> list[Finding]:
    """Return what is amiss with any document."""
    series = DocumentSeries.objects.order_by("code")
    found = [finding for each in series for finding in check_series(each)]
    documents = Document.objects.order_by("pk")
    return [
        *found,
        *check_files(documents.exclude(sha256="")),
        *check_drawn(documents.filter(sha256="")),
    ]


def check_series(series: DocumentSeries) -> Iterator[Finding]:
    """Find gaps, and documents dated before the one that precedes them."""
    rows = list(series.documents.order_by("sequence").values_list("sequence", "issued_at"))
    numbers = {sequence for sequence, _ in rows}
    missing = sorted(set(range(1, series.next_sequence)) - numbers)
    for sequence in missing:
        yield Finding("document_gap", series.code, f"Number {sequence} is missing.")
    for sequence in sorted(number for number in numbers if number >= series.next_sequence):
        yield Finding("document_gap", series.code, f"Number {sequence} was never handed out.")
    yield from _times(series, rows)


def check_files(documents: QuerySet[Document]) -> Iterator[Finding]:
    """Find kept files that were changed or lost."""
    for document in documents.iterator(chunk_size=100):
        if not document.file.storage.exists(str(document.file.name)):
            yield Finding("document_lost", document.number, "Its file is no longer there.")
        elif _hash(document) != document.sha256:
            yield Finding("document_changed", document.number, "Its file is not what was issued.")


def check_drawn(documents: QuerySet[Document]) -> Iterator[Finding]:
    """Find documents that should have a file by now."""
    for document in documents.filter(issued_at__lte=timezone.now() - DRAWN_WITHIN):
        yield Finding("document_not_drawn", document.number, "It has no file an hour after issue.")


def _times(series: DocumentSeries, rows: list[tuple[int, datetime]]) -> Iterator[Finding]:
    for (_, before), (sequence, after) in pairwise(rows):
        if after < before:
            says = f"Number {sequence} is dated before the number that precedes it."
            yield Finding("document_time", series.code, says)


def _hash(document: Document) -> str:
    with document.file.storage.open(str(document.file.name)) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
