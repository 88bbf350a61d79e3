"""Twenty at once: numbers of a new series, one order's invoice, one document's file."""

from typing import Any

from django.db import transaction

from payments.documents.filing import keep_pdf
from payments.documents.issuing import issue_invoice
from payments.documents.numbering import next_number
from payments.models import Document, DocumentSeries
from tests.payments.factories import make_order
from tests.races import TIMES, race


@transaction.atomic
def take_number() -> int:
    """Take a number in a transaction of its own."""
    return next_number("RACE-INV").sequence


def run_all() -> dict[str, Any]:
    """Run every race once."""
    numbers = race(take_number)
    order = make_order()
    invoices = race(lambda: issue_invoice(order, at=order.placed_at).number)
    document = Document.objects.get(order=order)
    files = race(lambda: keep_pdf(document).name)
    return {
        "numbers": sorted(numbers) == list(range(1, TIMES + 1)),
        "next": DocumentSeries.objects.get(code="RACE-INV").next_sequence,
        "invoices": [len(set(invoices)), order.documents.count()],
        "taken": document.series.next_sequence,
        "files": len(set(files)),
    }
