"""Attempts at Stripe: old ones, several, none, and coming back (PC42 to PC52)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from courses.catalogue.models import Product
from courses.enrolment.enrolling import enrol
from courses.enrolment.models import Enrolment, Grant
from payments import gateway
from payments.auditing import audit_here
from payments.cancelling import TooLate, cancel
from payments.models import Order, Payment, Refund
from payments.paying import NotPayable, StripeAway, start_attempt
from payments.reconciling import sync_payments
from payments.refunding import Wish, refund, refund_extra
from payments.sandbox import faults, ids, paying
from payments.settling import settle
from tests.payments.shop import buy, has_access, mails, newest, order_for, start, tell_all, work

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
WISH = Wish(reason=Refund.Reason.DUPLICATE, origin=Refund.Origin.STAFF, note="Twice.")


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """Time stands still until a test moves it."""
    ids.seed(1)
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller
    ids.seed(None)


def state(order: Order) -> str:
    order.refresh_from_db()
    return order.state


def test_pc42_an_old_session_paid_late_is_honoured(alice: User, vagus: Product, clock: Any) -> None:
    order, session = buy(alice, vagus)
    clock.shift(timedelta(minutes=59))
    paying.pay(session)
    Order.objects.filter(pk=order.pk).update(state="expired")

    tell_all()

    assert state(order) == "paid"
    assert has_access(alice, vagus)
    assert not order.needs_review


def test_late_money_for_what_was_had_otherwise_is_looked_at(
    alice: User, vagus: Product, back: Product
) -> None:
    first, session = buy(alice, vagus)
    paying.pay(session)
    Order.objects.filter(pk=first.pk).update(state="expired")
    _, other = buy(alice, vagus, back)
    paying.pay(other)
    settle(other)

    settle(session)

    assert (state(first), first.needs_review) == ("paid", True)


def test_pc43_an_expired_session_is_not_a_failure(alice: User, vagus: Product, clock: Any) -> None:
    order, _ = buy(alice, vagus)
    clock.shift(timedelta(minutes=61))
    paying.expire_due()

    tell_all()

    assert (newest(order).state, state(order), mails()) == ("expired", "expired", [])


def test_pc44_closing_a_closed_session_is_no_error(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    gateway.expire_session(session)

    gateway.expire_session(session)
    cancel(order, by=alice)

    assert state(order) == "cancelled"


def test_pc45_an_open_session_has_no_intent_yet(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)

    payment = settle(session)

    assert (payment.payment_intent_id, payment.state) == (None, "open")
    assert state(order) == "awaiting_payment"


def test_pc46_an_order_that_nobody_finishes_ends_by_itself(
    alice: User, vagus: Product, clock: Any
) -> None:
    order = order_for(alice, vagus)
    clock.shift(timedelta(minutes=61))

    sync_payments()

    assert state(order) == "expired"
    with pytest.raises(NotPayable):
        start_attempt(order)


def test_an_attempt_that_was_never_opened_is_opened_or_given_up(
    alice: User, vagus: Product, clock: Any
) -> None:
    order = order_for(alice, vagus)
    faults.plan("/v1/checkout/sessions", status="timeout", times=3)
    with pytest.raises(StripeAway):
        start_attempt(order)
    clock.shift(timedelta(minutes=11))

    sync_payments()

    assert newest(order).state == "open"


def test_an_attempt_nobody_ever_opened_is_given_up_after_its_key(
    alice: User, vagus: Product, clock: Any
) -> None:
    order = order_for(alice, vagus)
    faults.plan("/v1/checkout/sessions", status="reset", times=3)
    with pytest.raises(StripeAway):
        start_attempt(order)
    clock.shift(timedelta(hours=21))

    sync_payments()

    assert (newest(order).state, state(order)) == ("failed", "expired")


def test_pc49_money_that_came_twice_is_kept_for_a_person_and_goes_back_whole(
    alice: User, vagus: Product, clock: Any
) -> None:
    order, first = buy(alice, vagus)
    clock.shift(timedelta(minutes=56))
    faults.plan(f"/v1/checkout/sessions/{first}/expire", status=500, times=9)
    second = start(order)
    faults.clear()
    for session in (first, second):
        paying.pay(session)
        settle(session)
    extra = order.payments.get(state="succeeded", pays_order=False)

    given = refund_extra(extra, wish=WISH)

    order.refresh_from_db()
    assert (order.state, order.needs_review) == ("paid", True)
    assert (given.state, given.amount) == (Refund.State.SUCCEEDED, 9900)
    assert has_access(alice, vagus)
    assert order.documents.count() == 1
    assert audit_here() == []


def test_pc03_a_second_intent_grants_nothing_more(alice: User, vagus: Product, clock: Any) -> None:
    order, first = buy(alice, vagus)
    clock.shift(timedelta(minutes=56))
    faults.plan(f"/v1/checkout/sessions/{first}/expire", status=500, times=9)
    second = start(order)
    for session in (second, first):
        paying.pay(session)
        settle(session)

    assert Grant.objects.count() == 1
    assert Payment.objects.filter(pays_order=True).count() == 1


def test_pc50_giving_a_duplicate_back_keeps_access_and_progress(
    alice: User, vagus: Product, back: Product
) -> None:
    first, one = buy(alice, vagus)
    second, two = buy(alice, vagus, back)
    payments = []
    for session in (one, two):
        paying.pay(session)
        payments.append(settle(session))
    before = Enrolment.objects.get(learner=alice, course=vagus.course)

    refund(payments[0], amounts={first.lines.get(): 9900}, wish=WISH)

    assert (state(first), state(second)) == ("refunded", "paid")
    assert has_access(alice, vagus)
    assert Enrolment.objects.get(learner=alice, course=vagus.course) == before


def test_pc51_what_was_given_back_may_be_bought_again(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session)
    refund(settle(session), amounts={order.lines.get(): 9900}, wish=WISH)
    closed = has_access(alice, vagus)

    again, session = buy(alice, vagus)
    paying.pay(session)
    settle(session)

    assert (closed, has_access(alice, vagus)) == (False, True)
    assert again != order
    assert Enrolment.objects.filter(learner=alice).count() == 1


def test_pc52_loading_the_return_page_again_does_nothing_more(alice: User, vagus: Product) -> None:
    _, session = buy(alice, vagus)
    paying.pay(session)

    for _ in range(5):
        settle(session)
    work()

    assert mails() == ["order-confirmation"]


def test_an_order_whose_page_was_paid_cannot_be_cancelled(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session)

    with pytest.raises(TooLate):
        cancel(order, by=alice)
    assert state(order) == "paid"


def test_a_cancelled_order_gives_its_page_up(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)

    cancel(order, by=alice)
    cancel(order, by=alice)

    assert state(order) == "cancelled"
    assert gateway.retrieve_session(session).status == "expired"
    with pytest.raises(NotPayable):
        start_attempt(order)


def test_an_order_is_not_cancelled_while_stripe_is_away(alice: User, vagus: Product) -> None:
    order, _ = buy(alice, vagus)
    faults.plan("/v1/checkout/sessions", status=500, times=9)

    with pytest.raises(gateway.StripeDown):
        cancel(order, by=alice)
    assert state(order) == "awaiting_payment"


def test_one_debit_that_comes_back_opens_no_page_while_another_is_on_its_way(
    alice: User, vagus: Product, clock: Any
) -> None:
    order, first = buy(alice, vagus)
    clock.shift(timedelta(minutes=56))
    faults.plan(f"/v1/checkout/sessions/{first}/expire", status=500, times=9)
    second = start(order)
    faults.clear()
    for session in (first, second):
        paying.debit(session)
        settle(session)
    paying.settle_debit(first, succeeds=False)
    settle(first)
    between = state(order)
    with pytest.raises(NotPayable):
        start_attempt(order)

    paying.settle_debit(second, succeeds=True)
    settle(second)

    assert (between, state(order), order.needs_review) == ("processing", "paid", False)


def test_what_was_had_otherwise_meanwhile_is_not_paid_for(
    alice: User, vagus: Product, back: Product
) -> None:
    waiting = order_for(alice, vagus)
    enrol(alice, vagus.courses()[0], kind=Grant.Kind.STAFF, reference="gift")

    with pytest.raises(NotPayable):
        start_attempt(waiting)
