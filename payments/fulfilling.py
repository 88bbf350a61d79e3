"""What a paid order sets off, in one transaction: grants, the document, the code, the mail."""

from django.utils import timezone

from courses.enrolment import enrolling
from courses.enrolment.access import courses_open_to
from courses.enrolment.models import Grant
from cpd.audit.recording import record
from payments import codes
from payments.documents.issuing import issue_invoice
from payments.models import LineCourse, Order, OrderLine, Payment
from payments.telling import post_mail


def fulfil(order: Order, payment: Payment) -> None:
    """Give what a locked order's succeeded payment paid for. Raises ValueError if it does not pay
    exactly the total, or if another payment did."""
    if payment.amount != order.total or order.payments.filter(pays_order=True).exists():
        raise ValueError(f"{payment} does not pay {order}.")
    now = timezone.now()
    came_late = order.state in {Order.State.EXPIRED, Order.State.CANCELLED}
    owned_before = came_late and _owns_some(order)
    payment.pays_order = True
    payment.save(update_fields=["pays_order"])
    order.state, order.paid_at = Order.State.PAID, now
    order.card_country = payment.country
    order.tax_evidence_conflict = conflicts(order)
    order.save()
    codes.use(order)
    for line in order.lines.all():
        _give(order, line)
    issue_invoice(order, at=now)
    post_mail("confirm_order", order)
    record("order.paid", subject=order.user, thing=str(order.public_id), amount=payment.amount)
    if owned_before:
        ask_for_review(order, "Paid after it had ended, and a course was had otherwise meanwhile.")
    if order.user is None or not order.user.is_active:
        ask_for_review(
            order, "The account was closed before the money came: refund, or reach them."
        )


def conflicts(order: Order) -> bool:
    """Whether the second piece of evidence, the card's country or else the address's, speaks
    against the country the buyer declared."""
    evidence = order.card_country or order.ip_country
    return bool(evidence) and evidence != order.country


def ask_for_review(order: Order, reason: str) -> None:
    """Put an order on the list of a person, each reason once, and tell staff."""
    if reason in order.review_reason.splitlines():
        return
    order.needs_review = True
    order.review_reason = "\n".join(filter(None, [order.review_reason, reason]))
    order.save(update_fields=["needs_review", "review_reason"])
    record("order.needs_review", subject=order.user, thing=str(order.public_id), reason=reason)
    post_mail("review_needed", order, about=reason)


def _give(order: Order, line: OrderLine) -> None:
    line.fulfilled_at = timezone.now()
    line.save(update_fields=["fulfilled_at"])
    if order.user is None:
        return
    kind = Grant.Kind.FREE if line.price is None else Grant.Kind.PURCHASE
    for given in LineCourse.objects.filter(line=line).select_related("course"):
        enrolling.enrol(order.user, given.course, kind=kind, reference=line.reference)


def _owns_some(order: Order) -> bool:
    courses = [row.course for row in LineCourse.objects.filter(line__order=order)]
    return order.user is not None and bool(courses_open_to(order.user, courses))
