"""Settling: the only code that marks money received. It looks at Stripe, then applies what it saw;
so return page, webhook and sweep may come in any order and as often as they like."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cpd.audit.recording import record
from payments import codes, gateway
from payments.fulfilling import ask_for_review, fulfil
from payments.locking import locked_order
from payments.models import Order, Payment
from payments.telling import post_mail
from payments.values import SessionSeen

MOST_LOOKS = 5
TIME_TO_RETRY = timedelta(days=3)  # in which a buyer whose debit came back may pay again


class NotOurs(Exception):
    """A session that no attempt of this site opened."""


class KeepsChanging(Exception):
    """Others applied newer looks again and again; the next sweep looks anew."""


def settle(session_id: str) -> Payment:
    """Look at a session with no lock held, then apply what it says to its attempt. Raises NotOurs,
    gateway.StripeDown, gateway.Refused, KeepsChanging."""
    for _ in range(MOST_LOOKS):
        began = timezone.now()
        session = gateway.retrieve_session(session_id)
        payment = apply(find_payment(session), session, began=began)
        if payment is not None:
            return payment
    raise KeepsChanging


def find_payment(session: SessionSeen) -> Payment:
    """Return the attempt that opened a session, by its id, else by what we wrote on it: an answer
    that was lost left us without the id. Money in a session that no attempt knows gets an attempt
    of its own, so that none is lost. Raises NotOurs."""
    if session.site != settings.PAYMENTS_SITE or session.livemode != settings.PAYMENTS_LIVE:
        raise NotOurs
    by_id = Payment.objects.filter(session_id=session.id).first()
    if by_id is not None:
        return by_id
    order_id = _uuid(session.order_id)
    attempt = int(session.attempt) if session.attempt.isdecimal() else 0
    nameless = Payment.objects.filter(session_id__isnull=True, attempt=attempt)
    return nameless.filter(order__public_id=order_id).first() or _adopt(session, order_id)


@transaction.atomic
def _adopt(session: SessionSeen, order_id: uuid.UUID) -> Payment:
    order = Order.objects.filter(public_id=order_id).first()
    if order is None or session.status != "complete":
        raise NotOurs
    order = locked_order(order.pk)
    last = order.payments.aggregate(last=Max("attempt"))["last"] or 0
    payment, _ = Payment.objects.get_or_create(
        session_id=session.id,
        defaults={
            "order": order,
            "provider": Payment.Provider.STRIPE,
            "attempt": last + 1,
            "state": Payment.State.SUPERSEDED,
            "amount": order.total,
            "currency": order.currency,
            "livemode": order.livemode,
        },
    )
    return payment


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotOurs from None


@transaction.atomic
def apply(found: Payment, session: SessionSeen, *, began: datetime) -> Payment | None:
    """Apply one look; None if a look that began later was applied already."""
    order = locked_order(found.order_id)
    payment = Payment.objects.select_for_update().get(pk=found.pk)
    payment.order = order
    if payment.synced_at is not None and payment.synced_at > began:
        return None
    _note(payment, session, began)
    if payment.state != Payment.State.SUCCEEDED:
        _move(order, payment, session)
    expire_if_over(order)
    return payment


def _note(payment: Payment, session: SessionSeen, began: datetime) -> None:
    payment.session_id = session.id
    payment.session_url = session.url or payment.session_url
    payment.payment_intent_id = session.intent_id or payment.payment_intent_id
    payment.synced_at = began
    payment.snapshot = session.summary()
    payment.failure_code = session.failure_code[:80]
    if session.charge is not None:
        payment.charge_id = session.charge.id
        payment.method = session.charge.method
        payment.brand = session.charge.brand
        payment.last4 = session.charge.last4
        payment.country = session.charge.country
    payment.save()


def _move(order: Order, payment: Payment, session: SessionSeen) -> None:
    """Take an unfinished attempt to where Stripe says that it is."""
    if session.is_paid:
        _succeed(order, payment, session)
    elif session.has_failed:
        _fail(order, payment)
    elif session.status == "complete":
        _process(order, payment)
    elif session.status == "expired" and payment.state in Payment.UNFINISHED:
        _set(payment, Payment.State.EXPIRED)
    elif session.status == "open" and payment.state == Payment.State.CREATED:
        _set(payment, Payment.State.OPEN)


def _succeed(order: Order, payment: Payment, session: SessionSeen) -> None:
    wrong = mismatch(order, payment, session)
    if wrong and session.currency == order.currency and session.amount_total > 0:
        payment.amount = session.amount_total  # what really came, and can go back
    payment.succeeded_at = timezone.now()
    _set(payment, Payment.State.SUCCEEDED)
    if wrong:
        ask_for_review(order, f"Attempt {payment.attempt} was paid, but {wrong}.")
    elif order.payments.filter(pays_order=True).exists():
        ask_for_review(order, f"Paid twice: attempt {payment.attempt} is extra money.")
    else:
        _take_taxes(order, session)
        fulfil(order, payment)


def _take_taxes(order: Order, session: SessionSeen) -> None:
    """With Stripe Tax, each line's tax is what Stripe worked out; the total stays."""
    lines = [line for line in order.lines.all() if line.total]
    if not settings.STRIPE_TAX or len(session.line_taxes) != len(lines):
        return
    for line, tax in zip(lines, session.line_taxes, strict=True):
        line.tax = tax
        line.save(update_fields=["tax"])
    order.tax_total = sum(session.line_taxes)


def mismatch(order: Order, payment: Payment, session: SessionSeen) -> str:
    """Return what of a paid session is not what was ordered, in plain words; or nothing."""
    wanted = {
        "the amount is another": (session.amount_total, order.total),
        "the attempt was for another amount": (payment.amount, order.total),
        "the currency is another": (session.currency, order.currency),
        "the session is no single payment": (session.mode, "payment"),
        "it names another order": (session.order_id, str(order.public_id)),
        "it refers to another order": (session.reference, str(order.public_id)),
        "test and real money are mixed": (session.livemode, order.livemode),
    }
    return next((words for words, (seen, due) in wanted.items() if seen != due), "")


def _process(order: Order, payment: Payment) -> None:
    """A debit was given and its money is days away."""
    if payment.state == Payment.State.PROCESSING:
        return
    _set(payment, Payment.State.PROCESSING)
    if order.state == Order.State.AWAITING_PAYMENT:
        order.state = Order.State.PROCESSING
        order.save(update_fields=["state"])
    post_mail("payment_processing", payment)


def _fail(order: Order, payment: Payment) -> None:
    """A debit came back: the buyer is told once, and may pay again unless another debit is still on
    its way."""
    if payment.state == Payment.State.FAILED:
        return
    _set(payment, Payment.State.FAILED)
    others = order.payments.filter(state=Payment.State.PROCESSING)
    if order.state in Order.OPEN and not others.exists():
        order.state = Order.State.AWAITING_PAYMENT
        order.expires_at = max(order.expires_at, timezone.now() + TIME_TO_RETRY)
        order.save(update_fields=["state", "expires_at"])
        post_mail("payment_failed", payment)
    record("payment.failed", subject=order.user, thing=str(order.public_id))


def _set(payment: Payment, state: Payment.State) -> None:
    payment.state = state
    payment.save()


def expire_if_over(order: Order) -> bool:
    """End a locked order that nobody paid in time and for which no money is on its way; whether it
    ended now."""
    is_overdue = order.state == Order.State.AWAITING_PAYMENT and order.expires_at <= timezone.now()
    if not is_overdue or order.needs_review or order.payments.unfinished().exists():
        return False
    order.state = Order.State.EXPIRED
    order.save(update_fields=["state"])
    codes.release(order)
    record("order.expired", subject=order.user, thing=str(order.public_id))
    return True
