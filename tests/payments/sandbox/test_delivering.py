"""Events on their way to the site: signed, in any order, again and again until they are taken."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import stripe
from django.conf import settings as site_settings
from django.utils import timezone

from cpd.outbox.working import work_all
from payments.sandbox import delivering, disturbing, signing
from payments.sandbox.models import SandboxDelivery, SandboxEvent
from tests.payments.sandbox import endpoint
from tests.payments.sandbox.shop import paid_charge

SECRET = site_settings.SANDBOX_WEBHOOK_SECRET


@pytest.fixture(autouse=True)
def webhook(settings: Any) -> Iterator[None]:
    """The tests' webhook stands where the site's does."""
    settings.ROOT_URLCONF = endpoint.__name__
    yield
    endpoint.received.clear()
    endpoint.answers.clear()


@pytest.fixture
def event() -> SandboxEvent:
    """A session was completed."""
    paid_charge()
    return SandboxEvent.objects.get(type="checkout.session.completed")


def types() -> list[str]:
    return [json.loads(body)["type"] for body, _ in endpoint.received]


def undelivered() -> list[SandboxEvent]:
    """Return the events that the site has not got, in the order they happened."""
    return list(SandboxEvent.objects.filter(deliveries__state="waiting").order_by("pk"))


def test_nothing_is_delivered_before_the_worker_runs(event: SandboxEvent) -> None:
    assert endpoint.received == []
    assert undelivered() == [event]


def test_the_worker_delivers_what_the_site_asks_for(event: SandboxEvent) -> None:
    work_all()

    body, proof = endpoint.received[0]
    assert types() == ["checkout.session.completed"]
    assert stripe.Webhook.construct_event(body, proof, SECRET).id == event.stripe_id
    assert undelivered() == []


def test_the_payload_is_the_object_as_it_then_was(client: stripe.StripeClient) -> None:
    charge = paid_charge()
    client.v1.refunds.create({"charge": charge["id"], "amount": 100})
    client.v1.refunds.create({"charge": charge["id"]})

    first, second = SandboxEvent.objects.filter(type="charge.refunded").order_by("pk")
    assert first.body["data"]["object"]["amount_refunded"] == 100
    assert second.body["data"]["object"]["amount_refunded"] == 9900


def test_an_update_says_what_it_was(client: stripe.StripeClient) -> None:
    customer = client.v1.customers.create({"name": "Before", "email": "a@example.org"})
    client.v1.customers.update(customer.id, {"name": "After"})

    event = SandboxEvent.objects.get(type="customer.updated")
    assert event.body["data"]["previous_attributes"] == {"name": "Before"}
    assert event.body["request"]["id"].startswith("req_")


def test_a_refused_message_comes_again_later(event: SandboxEvent, travel: Any) -> None:
    endpoint.answers[:] = [500, 503]

    work_all()
    work_all()
    assert len(endpoint.received) == 1
    for seconds in (11, 61):
        travel.shift(seconds)
        work_all()

    assert len(endpoint.received) == 3
    assert SandboxDelivery.objects.get().state == SandboxDelivery.State.DELIVERED


def test_a_message_is_given_up_in_the_end(event: SandboxEvent, travel: Any) -> None:
    endpoint.answers[:] = [500] * 20

    for _ in range(10):
        delivering.deliver_due(timezone.now())
        travel.shift(timedelta(days=2))

    assert SandboxDelivery.objects.get().state == SandboxDelivery.State.FAILED
    assert len(endpoint.received) == 7


def test_events_can_be_taken_in_any_order() -> None:
    paid_charge("4000000000000259")
    events = undelivered()

    for event in reversed(events):
        delivering.deliver(event)
    delivering.deliver(events[0])

    assert types() == [
        "charge.dispute.funds_withdrawn",
        "charge.dispute.created",
        "checkout.session.completed",
        "checkout.session.completed",
    ]


def test_a_test_can_post_a_message_itself(event: SandboxEvent) -> None:
    body, headers = signing.signed_request(event)

    assert stripe.Webhook.construct_event(body, headers["Stripe-Signature"], SECRET)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body + b" ", headers["Stripe-Signature"], SECRET)


def test_a_second_secret_signs_too(event: SandboxEvent) -> None:
    disturbing.send_again(event, secret="second")

    delivering.deliver_due()

    body, proof = endpoint.received[-1]
    assert stripe.Webhook.construct_event(body, proof, signing.second_secret())
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, proof, SECRET)


def test_what_is_held_goes_when_it_is_let_go(event: SandboxEvent) -> None:
    disturbing.hold_all()
    work_all()
    held = list(endpoint.received)

    disturbing.release_all()
    work_all()

    assert (held, len(endpoint.received)) == ([], 1)


def test_what_is_dropped_never_arrives(event: SandboxEvent) -> None:
    disturbing.drop(event)
    work_all()

    assert endpoint.received == []


def test_a_delay_is_kept(event: SandboxEvent, travel: Any) -> None:
    disturbing.delay(event, timedelta(minutes=5))
    work_all()
    early = len(endpoint.received)

    travel.shift(301)
    work_all()

    assert (early, len(endpoint.received)) == (0, 1)


def test_a_double_arrives_twice(event: SandboxEvent) -> None:
    disturbing.send_again(event)
    work_all()

    assert types() == ["checkout.session.completed"] * 2


def test_the_order_can_be_reversed(travel: Any) -> None:
    paid_charge("4000000000000259")
    disturbing.reverse_order()

    travel.shift(10)
    work_all()

    assert types() == [
        "charge.dispute.funds_withdrawn",
        "charge.dispute.created",
        "checkout.session.completed",
    ]
