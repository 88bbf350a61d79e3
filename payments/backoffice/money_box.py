"""What an order's money comes to: paid, refunded, net, and what Stripe should hold of it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Sum

from cpd.money import Money
from payments.models import Order, Payment, Refund

DASHBOARD = "https://dashboard.stripe.com"


@dataclass(frozen=True, slots=True)
class MoneyBox:
    """Sums of one order."""

    paid: Money
    refunded: Money
    net: Money
    at_stripe: Money


def money_box(order: Order) -> MoneyBox:
    """Add up an order's payments and refunds."""
    paid = _sum(order.payments.filter(state=Payment.State.SUCCEEDED))
    refunded = _sum(order.refunds.filter(state=Refund.State.SUCCEEDED))
    there = _sum(order.payments.filter(state=Payment.State.SUCCEEDED, provider="stripe"))
    back = _sum(
        order.refunds.filter(
            state__in=[Refund.State.SUCCEEDED, Refund.State.PENDING],
            method=Refund.Method.ORIGINAL,
        )
    )
    amounts = (paid, refunded, paid - refunded, there - back)
    return MoneyBox(*(Money(amount, order.currency) for amount in amounts))


def _sum(rows: QuerySet[Any]) -> int:
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def dashboard_address(payment: Payment) -> str:
    """Return where Stripe shows a payment; nothing in the sandbox."""
    if settings.USES_SANDBOX or not payment.payment_intent_id:
        return ""
    test = "" if payment.livemode else "/test"
    return f"{DASHBOARD}{test}/payments/{payment.payment_intent_id}"
