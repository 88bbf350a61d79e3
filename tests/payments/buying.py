"""Buying through the door that buyers use: Stripe's page, which is the sandbox here."""

from collections.abc import Sequence

from accounts.models import User
from courses.catalogue.models import Product
from payments.models import Order, Payment
from payments.paying import start_attempt
from payments.sandbox import paying
from payments.settling import settle
from tests.payments.factories import Wanted, make_order

CARD = "4242424242424242"


def pay_at_stripe(order: Order, *, card: str = CARD) -> Payment:
    """Pay an order that waits, and come back from the page."""
    start_attempt(order)
    session_id = order.payments.latest("attempt").session_id
    assert session_id
    paying.pay(session_id, card=card)
    return settle(session_id)


def buy(user: User, products: Sequence[Product], *, country: str = "AU") -> Order:
    """Buy products by card; the order is paid, its courses are open."""
    currency = "AUD" if country == "AU" else "GBP"
    lines = [
        Wanted(product.prices.active().get(currency=currency).unit_amount, product=product)
        for product in products
    ]
    order = make_order(user, country=country, lines=lines, state=Order.State.AWAITING_PAYMENT)
    pay_at_stripe(order)
    order.refresh_from_db()
    return order
