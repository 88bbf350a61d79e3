"""What a buyer's pages show of an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.countries import zone_of
from accounts.models import User
from courses.catalogue.models import Course
from courses.enrolment.access import courses_open_to
from payments.access import holds_chargeback
from payments.documents.words import method_words
from payments.models import Order, OrderLine, Payment, Refund, RefundRequest
from payments.policy import ANSWER_WITHIN, refundable

LOOKS = {
    Order.State.AWAITING_PAYMENT: "warn",
    Order.State.PROCESSING: "info",
    Order.State.PAID: "ok",
}
TOLD_PAYMENTS = (Payment.State.PROCESSING, Payment.State.SUCCEEDED, Payment.State.FAILED)
TOLD_REFUNDS = (*Refund.STANDING, Refund.State.FAILED)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with the courses that it keeps open to the buyer."""

    line: OrderLine
    courses: list[Course]


@dataclass(frozen=True, slots=True)
class ShownPayment:
    """A payment with how it was made."""

    payment: Payment
    method: str


def badge_of(order: Order) -> str:
    """Return the look of the badge that says an order's state."""
    return LOOKS.get(Order.State(order.state), "plain")


def page_of(order: Order, *, user: User) -> dict[str, Any]:
    """Return what an order's own page shows."""
    lines = list(order.lines.prefetch_related("line_courses__course"))
    requests = list(order.refund_requests.prefetch_related("lines"))
    is_asked = any(request.state == RefundRequest.State.OPEN for request in requests)
    is_charged_back = holds_chargeback(order)
    return {
        "order": order,
        "zone": zone_of(user),
        "look": badge_of(order),
        "lines": _with_courses(lines, user),
        "has_discount": order.discount_total > 0,
        "has_quantities": any(line.quantity > 1 for line in lines),
        "documents": order.documents.order_by("issued_at", "pk"),
        "is_charged_back": is_charged_back,
        "payments": _told(order.payments.filter(state__in=TOLD_PAYMENTS)),
        "refunds": order.refunds.filter(state__in=TOLD_REFUNDS).order_by("created_at"),
        "requests": requests,
        "answer_days": ANSWER_WITHIN.days,
        "may_ask": not (is_asked or is_charged_back) and bool(refundable(order)),
    }


def _with_courses(lines: list[OrderLine], user: User) -> list[ShownLine]:
    given = {line: [row.course for row in line.line_courses.all()] for line in lines}
    every = [course for courses in given.values() for course in courses]
    opened = courses_open_to(user, every)
    return [
        ShownLine(line, [course for course in courses if is_live(line) and course.pk in opened])
        for line, courses in given.items()
    ]


def is_live(line: OrderLine) -> bool:
    """Whether a line gives access now."""
    return line.fulfilled_at is not None and line.revoked_at is None


def _told(payments: Iterable[Payment]) -> list[ShownPayment]:
    return [ShownPayment(payment, method_words(payment)) for payment in payments]
