"""Who sells, who buys and how it was paid, as documents print it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from payments.documents.words import BUYER_NUMBERS, method_words
from payments.models import Order, Payment, SellerEntity


def local_date(seller: SellerEntity, moment: datetime) -> date:
    """Return the date that a moment has where the seller is."""
    return moment.astimezone(ZoneInfo(seller.time_zone)).date()


def seller_facts(seller: SellerEntity) -> dict[str, Any]:
    """Return who sells."""
    provider = seller.provider
    return {
        "name": provider.legal_name,
        "registration": provider.registration,
        "vat_number": seller.vat_number if seller.vat_registered else "",
        "address": address_lines(provider.address),
        "email": settings.SUPPORT_EMAIL,
        "is_example": provider.is_example,
    }


def buyer_facts(order: Order) -> dict[str, Any]:
    """Return who buys, as far as they said."""
    given = order.buyer
    return {
        "name": given.get("name", ""),
        "business": given.get("business", ""),
        "email": order.email,
        "address": address_lines(given.get("address", "")),
        "tax_number": given.get("tax_number", ""),
        "tax_number_name": BUYER_NUMBERS[order.seller.country],
    }


def payment_facts(order: Order) -> dict[str, str]:
    """Return how and when the order was paid."""
    payment = order.payments.filter(pays_order=True).first()
    if payment is None or payment.succeeded_at is None:
        return {"method": "", "paid_on": ""}
    if payment.provider == Payment.Provider.FREE:
        return {"method": method_words(payment), "paid_on": ""}
    paid_on = local_date(order.seller, payment.succeeded_at)
    return {"method": method_words(payment), "paid_on": paid_on.isoformat()}


def address_lines(address: str) -> list[str]:
    """Return the lines of an address."""
    return [line.strip() for line in address.splitlines() if line.strip()]
