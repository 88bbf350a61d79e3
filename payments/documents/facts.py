"""Every printed word of a document, frozen from the rows when it is issued; amounts in cents and
pence."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from payments.documents.parties import buyer_facts, local_date, payment_facts, seller_facts
from payments.documents.words import TAXES, heading, tax_statement
from payments.models import Document, Order, OrderLine, Refund


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line."""

    title: str
    quantity: int
    unit_amount: int
    discount: int
    tax_rate_bp: int
    tax: int
    total: int


def invoice_lines(lines: Iterable[OrderLine]) -> list[Line]:
    """Return what was bought."""
    return [
        Line(
            line.title,
            line.quantity,
            line.unit_amount,
            line.discount,
            line.tax_rate_bp,
            line.tax,
            line.total,
        )
        for line in lines
    ]


def refund_lines(refund: Refund) -> list[Line]:
    """Return what a refund takes back from each line."""
    return [
        Line(taken.line.title, 1, taken.amount, 0, taken.line.tax_rate_bp, taken.tax, taken.amount)
        for taken in refund.lines.select_related("line").order_by("line__position")
    ]


def facts_for(
    order: Order,
    *,
    kind: Document.Kind,
    number: str,
    lines: Sequence[Line],
    issued_at: datetime,
    supply_date: date,
    about: Document | None = None,
    reason: str = "",
) -> dict[str, Any]:
    """Return all that a document prints; `about` is the one that it takes back or corrects."""
    seller = order.seller
    return {
        "brand": settings.SITE_NAME,
        "heading": heading(seller, kind=kind),
        "number": number,
        "is_credit": kind == Document.Kind.CREDIT_NOTE,
        "is_test": not order.livemode,
        "issued_at": issued_at.isoformat(),
        "issued_on": local_date(seller, issued_at).isoformat(),
        "supplied_on": supply_date.isoformat(),
        "order": order.reference,
        "order_id": str(order.public_id),
        "currency": order.currency,
        "seller": seller_facts(seller),
        "buyer": buyer_facts(order),
        "payment": payment_facts(order),
        "about": about_facts(about),
        "reason": reason,
        "charges_tax": seller.charges_tax,
        "tax_name": TAXES[seller.country],
        "tax_statement": tax_statement(seller),
        "lines": [asdict(line) for line in lines],
        "rates": tax_by_rate(lines),
        **sums(lines),
    }


def about_facts(about: Document | None) -> dict[str, str]:
    """Return the number, date and heading of an earlier document."""
    if about is None:
        return {}
    return {
        "heading": about.facts["heading"],
        "number": about.number,
        "issued_on": about.issued_on.isoformat(),
    }


def tax_by_rate(lines: Sequence[Line]) -> list[dict[str, int]]:
    """Return net and tax for each rate."""
    rates = sorted({line.tax_rate_bp for line in lines})
    return [
        {"rate_bp": rate, **sums([line for line in lines if line.tax_rate_bp == rate])}
        for rate in rates
    ]


def sums(lines: Iterable[Line]) -> dict[str, int]:
    """Return net, tax and gross."""
    every = list(lines)
    gross, tax = sum(line.total for line in every), sum(line.tax for line in every)
    return {"net": gross - tax, "tax": tax, "gross": gross}
