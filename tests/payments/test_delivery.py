"""Stripe's messages: late, doubled, out of order, failing; the end is right all the same (PC01 to
PC17; the races stand in test_races)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Product
from cpd.outbox.models import Job
from payments import reconciling
from payments.inbox import wait_after
from payments.models import Document, LineCourse, Order, Payment, StripeEvent
from payments.sandbox import disputes, faults, ids, paying, refunds, signing
from payments.sandbox.models import SandboxEvent
from payments.settling import settle
from tests.factories import make_full_course, publish_course
from tests.payments.shop import buy, events, has_access, mails, newest, post, tell, tell_all, work

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """Time stands still until a test moves it."""
    ids.seed(1)
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller
    ids.seed(None)


def pay(user: User, *products: Product) -> Order:
    order, session = buy(user, *products)
    paying.pay(session)
    return order


def of_type(name: str) -> list[SandboxEvent]:
    return list(SandboxEvent.objects.filter(type=name))


def state(order: Order) -> str:
    order.refresh_from_db()
    return order.state


def test_pc04_an_event_is_kept_once_however_often_it_comes(alice: User, vagus: Product) -> None:
    order = pay(alice, vagus)
    event = of_type("checkout.session.completed")[0]

    assert tell([event] * 3) == [200, 200, 200]

    assert StripeEvent.objects.count() == 1
    assert (state(order), mails()) == ("paid", ["order-confirmation"])


def test_pc05_two_endpoints_with_two_secrets_count_once(
    alice: User, vagus: Product, settings: Any
) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = [
        settings.SANDBOX_WEBHOOK_SECRET,
        signing.second_secret(),
    ]
    pay(alice, vagus)
    event = of_type("checkout.session.completed")[0]

    statuses = [post(Client(), event), post(Client(), event, secret="second")]
    work()

    assert statuses == [200, 200]
    assert StripeEvent.objects.count() == Document.objects.count() == 1


def test_pc06_one_refund_told_by_several_types_is_one(alice: User, vagus: Product) -> None:
    order = pay(alice, vagus)
    settle(str(newest(order).session_id))
    refunds.refund_in_dashboard(newest(order).charge_id)

    tell_all()

    kinds = {event.type for event in events()}
    assert {"refund.created", "charge.refunded"} <= kinds
    assert order.refunds.count() == 1
    assert Document.objects.filter(kind="credit_note").count() == 1


def test_pc07_an_update_before_its_creation_is_enough(alice: User, vagus: Product) -> None:
    order = pay(alice, vagus)
    made = refunds.refund_in_dashboard(_charge(order))
    news = [event for event in events() if event.object_id in {made["id"], made["charge"]}]

    tell(reversed(news))

    assert state(order) == "refunded"


def _charge(order: Order) -> str:
    return settle(str(newest(order).session_id)).charge_id


def test_pc08_a_stale_event_after_the_end_changes_nothing(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session, card="4000000000000002")
    paying.pay(session)
    settle(session)

    tell(of_type("payment_intent.payment_failed"))

    assert state(order) == "paid"
    assert newest(order).state == Payment.State.SUCCEEDED


def test_pc09_events_of_the_same_second_need_no_order(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session, card="4000000000000002")
    paying.pay(session)
    assert len({event.created for event in events()}) == 1

    tell(events()[::-1])

    assert state(order) == "paid"


def test_pc10_a_failed_event_is_tried_again_and_not_skipped(
    alice: User, vagus: Product, clock: Any
) -> None:
    order = pay(alice, vagus)
    faults.plan("/v1/checkout/sessions", status=500, times=3)
    tell_all()
    event = StripeEvent.objects.get()
    failed = (event.state, event.attempts)

    tell_all()  # a second delivery is a reason to try at once

    event.refresh_from_db()
    assert failed == ("failed", 1)
    assert (event.state, state(order)) == ("done", "paid")


def test_pc10_the_sweep_tries_again_when_it_is_time(
    alice: User, vagus: Product, clock: Any
) -> None:
    order = pay(alice, vagus)
    faults.plan("/v1/checkout/sessions", status=500, times=3)
    tell_all()
    early = reconciling.sweep_events()
    clock.shift(timedelta(minutes=1))

    late = reconciling.sweep_events()

    assert (early, late, state(order)) == (0, 1, "paid")


def test_pc11_what_went_wrong_is_written_down(alice: User, vagus: Product) -> None:
    pay(alice, vagus)
    faults.plan("/v1/checkout/sessions", status=500, times=3)

    tell_all()

    event = StripeEvent.objects.get()
    assert event.last_error.startswith("StripeFailed")
    assert event.next_try_at == START + timedelta(minutes=1)


def test_after_ten_tries_an_event_is_given_up_and_staff_are_told(
    alice: User, vagus: Product, clock: Any
) -> None:
    pay(alice, vagus)
    faults.plan("/v1/checkout/sessions", status=500, times=99)
    tell_all()
    for _ in range(9):
        clock.shift(timedelta(hours=6))
        reconciling.sweep_events()
    work()

    event = StripeEvent.objects.get()
    assert (event.state, event.attempts) == ("dead", 10)
    assert any(mail.startswith("event-dead") for mail in mails())


def test_waits_double_up_to_six_hours() -> None:
    waits = [wait_after(attempts) for attempts in (1, 2, 3, 9, 10)]

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 256, 360)]


def test_pc12_a_grant_that_fails_takes_the_payment_with_it_and_is_made_up(
    alice: User, vagus: Product, clock: Any
) -> None:
    order = pay(alice, vagus)
    draft = make_full_course("not-out-yet")
    LineCourse.objects.create(line=order.lines.get(), course=draft)
    tell_all()
    broken = (state(order), has_access(alice, vagus), Document.objects.count())
    publish_course(draft)

    tell_all()

    assert broken == ("awaiting_payment", False, 0)
    assert (state(order), has_access(alice, vagus)) == ("paid", True)


def test_pc14_the_job_is_written_with_the_event_and_the_worker_woken_after(
    alice: User, vagus: Product, django_capture_on_commit_callbacks: Any
) -> None:
    pay(alice, vagus)
    event = of_type("checkout.session.completed")[0]
    Job.objects.all().delete()

    with django_capture_on_commit_callbacks() as woken:
        post(Client(), event)

    assert Job.objects.filter(kind="payments.handle_event").count() == 1
    assert woken


def test_pc16_a_fact_about_a_payment_nobody_has_seen_settles_it_first(
    alice: User, vagus: Product
) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session)
    charge = of_type("charge.succeeded")[0].object_id
    refunds.refund_in_dashboard(charge)

    tell([event for event in events() if event.type in {"refund.created", "charge.refunded"}])

    assert (state(order), newest(order).charge_id) == ("refunded", charge)


def test_pc17_an_old_failure_after_the_success_changes_nothing(
    alice: User, vagus: Product, clock: Any
) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session, card="4000000000009995")
    clock.shift(timedelta(minutes=1))
    paying.pay(session)
    tell(of_type("checkout.session.completed"))

    tell(of_type("payment_intent.payment_failed"))

    assert (state(order), mails()) == ("paid", ["order-confirmation"])


def test_pc13_an_older_look_is_not_applied(alice: User, vagus: Product, clock: Any) -> None:
    order, session = buy(alice, vagus)
    paying.pay(session)
    settle(session)
    newer = START + timedelta(hours=1)
    Payment.objects.update(synced_at=newer)
    paying_state = newest(order).state
    clock.shift(timedelta(hours=2))

    settle(session)

    assert (newest(order).state, newest(order).synced_at) == (
        paying_state,
        START + timedelta(hours=2),
    )


def test_a_dispute_of_money_that_has_not_arrived_waits(alice: User, vagus: Product) -> None:
    order, session = buy(alice, vagus)
    paying.debit(session)
    settle(session)
    disputes.open_dispute(newest(order).charge_id)
    tell_all()
    waits = set(StripeEvent.objects.filter(object_type="dispute").values_list("state", flat=True))
    paying.settle_debit(session, succeeds=True)

    tell_all()

    assert waits == {"failed"}
    assert not has_access(alice, vagus)
    assert newest(order).disputes.count() == 1
