"""Sending a buyer to pay: one attempt after another, each with a key of its own."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from courses.enrolment.access import courses_open_to
from cpd.audit.recording import record
from payments import gateway
from payments.fulfilling import fulfil
from payments.locking import locked_order
from payments.models import Order, Payment

SESSION_LIFE = timedelta(minutes=60)  # Stripe allows 30 minutes to 24 hours
FRESH = timedelta(minutes=5)  # a page that closes sooner is not worth sending anybody to


class NotPayable(Exception):
    """The order is paid, cancelled or expired: the order's page says which."""


class StripeAway(Exception):
    """Nobody can pay at this moment; nothing is lost, and the same button tries again."""


def start_attempt(order: Order) -> str:
    """Return the address where the buyer pays. An open page is offered again; a stale one is
    closed first. Raises NotPayable, StripeAway."""
    payment, stale = _next_attempt(order)
    _close(stale)
    if payment.session_url:
        return payment.session_url
    return open_session(payment)


def pay_nothing(order: Order) -> Payment:
    """Settle an order of total 0, with no word to Stripe. Raises NotPayable."""
    with transaction.atomic():
        locked = locked_order(order.pk)
        settled = locked.payments.filter(pays_order=True).first()
        if settled is not None:
            return settled
        if locked.state != Order.State.AWAITING_PAYMENT or locked.total:
            raise NotPayable
        payment = Payment.objects.create(
            order=locked,
            provider=Payment.Provider.FREE,
            attempt=_next_number(locked),
            state=Payment.State.SUCCEEDED,
            succeeded_at=timezone.now(),
            amount=0,
            currency=locked.currency,
            livemode=locked.livemode,
        )
        fulfil(locked, payment)
        return payment


def open_session(payment: Payment) -> str:
    """Open the page of an attempt; the same key again gives the same page. Raises StripeAway,
    NotPayable."""
    order = payment.order
    key = f"{settings.PAYMENTS_SITE}:{order.public_id}:{payment.attempt}:session"
    address = f"{settings.BASE_URL}{reverse('payments:return')}"
    back = f"{settings.BASE_URL}{reverse('payments:order', args=[order.public_id])}"
    try:
        session = gateway.create_session(
            key=key,
            items=items_of(order),
            currency=order.currency,
            order_id=str(order.public_id),
            attempt=payment.attempt,
            email=order.email,
            expires_at=payment.session_expires_at or timezone.now() + SESSION_LIFE,
            success_url=address + "?session_id={CHECKOUT_SESSION_ID}",
            cancel_url=back,
        )
    except gateway.StripeFailed as error:
        _fail(payment, "stripe_failed")  # its key is spent: the next try is another attempt
        raise StripeAway from error
    except (gateway.StripeDown, gateway.KeyInUse) as error:
        return _opened_meanwhile(payment, error)
    except gateway.Refused as error:
        _fail(payment, error.code or "refused")
        raise StripeAway from error
    _keep_session(payment, session.id, session.url)
    return session.url


def items_of(order: Order) -> list[gateway.Item]:
    """Return what Stripe's page shows, a line each; lines of 0 are not shown there. Raises
    ValueError if the sum is not the order's total."""
    items = [
        gateway.Item(line.title, line.total, line.product.tax_code)
        for line in order.lines.select_related("product")
        if line.total
    ]
    if sum(item.amount for item in items) != order.total:
        raise ValueError(f"The lines of {order} do not add up to its total.")
    return items


def _next_attempt(order: Order) -> tuple[Payment, list[Payment]]:
    """Return the attempt to pay with, and the ones to close first."""
    now = timezone.now()
    with transaction.atomic():
        locked = locked_order(order.pk)
        is_over = locked.expires_at <= now and not locked.payments.unfinished().exists()
        if locked.state != Order.State.AWAITING_PAYMENT or locked.needs_review or is_over:
            raise NotPayable
        if _is_owned(locked):
            raise NotPayable
        unfinished = list(locked.payments.select_for_update().unfinished())
        usable = [payment for payment in unfinished if _is_usable(payment, now)]
        if usable:
            return usable[-1], []
        Payment.objects.filter(pk__in=[payment.pk for payment in unfinished]).update(
            state=Payment.State.SUPERSEDED
        )
        return _make_attempt(locked, now), unfinished


def _is_owned(order: Order) -> bool:
    """Whether the buyer has all of some line's courses otherwise meanwhile."""
    if order.user is None:
        return True
    for line in order.lines.all():
        courses = [row.course for row in line.line_courses.select_related("course")]
        if courses and len(courses_open_to(order.user, courses)) == len(courses):
            return True
    return False


def _is_usable(payment: Payment, now: datetime) -> bool:
    closes_at = payment.session_expires_at
    return closes_at is not None and closes_at > now + FRESH


def _make_attempt(order: Order, now: datetime) -> Payment:
    order.expires_at = max(order.expires_at, now + SESSION_LIFE)
    order.save(update_fields=["expires_at"])
    payment = Payment.objects.create(
        order=order,
        provider=Payment.Provider.STRIPE,
        attempt=_next_number(order),
        amount=order.total,
        currency=order.currency,
        session_expires_at=(now + SESSION_LIFE).replace(microsecond=0),
        livemode=order.livemode,
    )
    record("payment.started", subject=order.user, thing=str(order.public_id), amount=order.total)
    return payment


def _next_number(order: Order) -> int:
    return (order.payments.aggregate(last=Max("attempt"))["last"] or 0) + 1


def _close(payments: Iterable[Payment]) -> None:
    """Close the pages of stale attempts; where Stripe does not answer, money that still arrives
    there is seen, and kept for a person to look at."""
    for payment in payments:
        if payment.session_id:
            try:
                gateway.expire_session(payment.session_id)
            except gateway.StripeDown:
                continue


def _keep_session(payment: Payment, session_id: str, url: str) -> None:
    Payment.objects.filter(pk=payment.pk, session_id__isnull=True).update(
        session_id=session_id, session_url=url
    )
    Payment.objects.filter(pk=payment.pk, state=Payment.State.CREATED).update(
        state=Payment.State.OPEN
    )


def _opened_meanwhile(payment: Payment, error: Exception) -> str:
    """The same request of another tab may have been answered."""
    payment.refresh_from_db()
    if not payment.session_url:
        raise StripeAway from error
    return payment.session_url


def _fail(payment: Payment, code: str) -> None:
    Payment.objects.filter(pk=payment.pk, state=Payment.State.CREATED).update(
        state=Payment.State.FAILED, failure_code=code[:80]
    )
