"""Plain functions that make sellers, tax rules, orders, payments and refunds, in the right sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Price, Product, Provider
from payments.amounts import tax_in, tax_part
from payments.models import (
    LineCourse,
    Order,
    OrderLine,
    Payment,
    Refund,
    RefundLine,
    SellerEntity,
    TaxRule,
)

_numbers = count(1)
CURRENCY = {"AU": "AUD", "GB": "GBP"}
ZONES = {"AU": "Australia/Sydney", "GB": "Europe/London"}
RATES = {"AU": ("GST", 1000), "GB": ("VAT", 2000)}
PROVIDERS = {
    "AU": ("Example Sales Pty Ltd", "ABN 00 000 000 000", "1 Collins Street\nMelbourne VIC 3000"),
    "GB": ("Example Sales Ltd", "Company number 00000000", "1 High Street\nLeeds LS1 1AA"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line to make: by product, or else a product of its own without courses."""

    unit_amount: int = 9900
    discount: int = 0
    quantity: int = 1
    title: str = ""
    product: Product | None = None


def make_seller(country: str = "AU", *, is_registered: bool = True) -> SellerEntity:
    """Make who sells in a country, or return who does."""
    name, registration, address = PROVIDERS[country]
    provider = Provider.objects.filter(legal_name=name).first() or Provider.objects.create(
        legal_name=name, registration=registration, address=address, is_current=False
    )
    return SellerEntity.objects.get_or_create(
        country=country,
        is_active=True,
        defaults={
            "provider": provider,
            "gst_registered": is_registered and country == "AU",
            "vat_registered": is_registered and country == "GB",
            "vat_number": "GB 000 0000 00" if is_registered and country == "GB" else "",
            "time_zone": ZONES[country],
            "series_prefix": country,
        },
    )[0]


def make_tax_rule(country: str = "AU", **values: Any) -> TaxRule:
    """Make a country's rate of tax, valid since 2020."""
    name, rate_bp = RATES[country]
    defaults = {"name": name, "rate_bp": rate_bp, "note": "For tests."}
    return TaxRule.objects.get_or_create(
        country=country, valid_from=date(2020, 1, 1), defaults={**defaults, **values}
    )[0]


def make_order(
    user: User | None = None,
    *,
    country: str = "AU",
    lines: Sequence[Wanted | int] = (9900,),
    state: str = Order.State.PAID,
    at: datetime | None = None,
    **values: Any,
) -> Order:
    """Make an order in its sums; a settled one was paid by card, or cost nothing. A line is an
    amount or a `Wanted`."""
    placed_at = at or timezone.now()
    wanted = [Wanted(line) if isinstance(line, int) else line for line in lines]
    seller = make_seller(country)
    rate_bp = RATES[country][1] if seller.charges_tax else 0
    subtotal = sum(line.unit_amount * line.quantity for line in wanted)
    discount = sum(line.discount for line in wanted)
    defaults = {
        "email": user.email if user else "buyer@example.org",
        "currency": CURRENCY[country],
        "country": country,
        "subtotal": subtotal,
        "discount_total": discount,
        "tax_total": sum(tax_in(_total(line), rate_bp=rate_bp) for line in wanted),
        "total": subtotal - discount,
        "terms_version": "2026-11",
        "digital_consent_at": placed_at,
        "digital_consent_version": "2026-11",
        "buyer": {"name": user.display_name if user else "Alice Nguyễn"},
        "placed_at": placed_at,
        "expires_at": placed_at + timedelta(hours=1),
        "paid_at": placed_at if state in Order.SETTLED else None,
    }
    order = Order.objects.create(user=user, seller=seller, state=state, **{**defaults, **values})
    for position, line in enumerate(wanted, start=1):
        _make_line(order, line, position=position, rate_bp=rate_bp)
    if order.is_settled:
        pay(order, at=placed_at)
    return order


def pay(order: Order, *, at: datetime | None = None, **values: Any) -> Payment:
    """Make the payment that settled an order, and fulfil its lines."""
    moment = at or timezone.now()
    is_free = order.total == 0
    provider = Payment.Provider.FREE if is_free else Payment.Provider.STRIPE
    card = {} if is_free else {"method": "card", "brand": "visa", "last4": "4242"}
    defaults = {
        "provider": provider,
        "state": Payment.State.SUCCEEDED,
        "pays_order": True,
        "succeeded_at": moment,
    }
    payment = make_payment(order, **{**defaults, **card, **values})
    OrderLine.objects.filter(order=order).update(fulfilled_at=moment)
    return payment


def make_payment(order: Order, **values: Any) -> Payment:
    """Make the next attempt."""
    defaults = {
        "provider": Payment.Provider.STRIPE,
        "attempt": order.payments.count() + 1,
        "amount": order.total,
        "currency": order.currency,
        "livemode": order.livemode,
    }
    return Payment.objects.create(order=order, **{**defaults, **values})


def make_refund(order: Order, *amounts: int, **values: Any) -> Refund:
    """Make a refund that takes an amount from each line in order; with no amounts, all that is
    left."""
    lines = list(order.lines.order_by("position"))
    taken = amounts or tuple(line.left for line in lines)
    defaults = {
        "payment": order.payments.get(pays_order=True),
        "amount": sum(taken),
        "currency": order.currency,
        "state": Refund.State.SUCCEEDED,
        "reason": Refund.Reason.CHANGED_MIND,
        "origin": Refund.Origin.STAFF,
        "livemode": order.livemode,
        "accepted_at": timezone.now(),
    }
    refund = Refund.objects.create(order=order, **{**defaults, **values})
    for line, amount in zip(lines, taken, strict=False):
        if amount:
            tax = tax_part(line.tax, before=line.refunded, amount=amount, total=line.total)
            RefundLine.objects.create(refund=refund, line=line, amount=amount, tax=tax)
    return refund


def _make_line(order: Order, wanted: Wanted, *, position: int, rate_bp: int) -> OrderLine:
    product = wanted.product or _make_product(wanted.title)
    total = _total(wanted)
    line = OrderLine.objects.create(
        order=order,
        position=position,
        product=product,
        price=_price(product, order.currency, wanted.unit_amount),
        title=wanted.title or product.title,
        quantity=wanted.quantity,
        unit_amount=wanted.unit_amount,
        discount=wanted.discount,
        tax_name=RATES[order.country][0],
        tax_rate_bp=rate_bp,
        tax=tax_in(total, rate_bp=rate_bp),
        total=total,
    )
    for course in product.courses():
        LineCourse.objects.create(line=line, course=course)
    return line


def _make_product(title: str) -> Product:
    number = next(_numbers)
    return Product.objects.create(
        kind=Product.Kind.BUNDLE, title=title or f"Product {number}", slug=f"product-{number}"
    )


def _price(product: Product, currency: str, amount: int) -> Price | None:
    price = product.prices.active().once().filter(currency=currency).first()
    if price is not None or not amount:
        return price
    return Price.objects.create(product=product, currency=currency, unit_amount=amount)


def _total(line: Wanted) -> int:
    return line.unit_amount * line.quantity - line.discount
