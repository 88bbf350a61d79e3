"""The control page: the buyer's bank and the post, by buttons for staff."""

from datetime import timedelta
from typing import Any

import pytest
import stripe
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from payments.sandbox import faults, paying
from payments.sandbox.models import SandboxDelivery, SandboxEvent
from tests.factories import make_user
from tests.payments.sandbox.shop import fetch, line, open_session, paid_charge

PAGE = "/cms/payment-sandbox/"


@pytest.fixture
def kim(roles: Any) -> User:
    """Finance staff, who may change the course of events."""
    user = make_user("kim@example.org", is_staff=True)
    user.groups.add(roles["Finance"])
    return user


@pytest.fixture
def press(kim: User, sign_in: Any) -> Any:
    """Press a button on the page."""
    client = sign_in(kim)

    def press(act: str, target: str = "") -> int:
        return int(client.post(reverse("sandbox_act"), {"act": act, "target": target}).status_code)

    return press


def event(kind: str = "checkout.session.completed") -> SandboxEvent:
    return SandboxEvent.objects.get(type=kind)


def states(kind: str = "checkout.session.completed") -> list[str]:
    return list(event(kind).deliveries.order_by("pk").values_list("state", flat=True))


def test_the_page_shows_what_can_be_done(kim: User, sign_in: Any) -> None:
    charge = paid_charge("4000000000000259")
    paying.debit(open_session(line(4900, currency="gbp")).id)

    text = sign_in(kim).get(PAGE).content.decode()

    assert "checkout.session.completed" in text
    assert charge["id"] in text
    assert "£49.00" in text
    assert "We win" in text


def test_only_who_has_the_right_may_press(dan: User, sign_in: Any) -> None:
    paid_charge()

    answer = sign_in(dan).post(reverse("sandbox_act"), {"act": "hold_all"})
    visitor = Client().post(reverse("sandbox_act"), {"act": "hold_all"})

    assert {answer.status_code, visitor.status_code} == {302}
    assert states() == ["waiting"]


def test_events_are_doubled_delayed_and_dropped(press: Any) -> None:
    paid_charge()

    press("delay", event().stripe_id)
    delayed = SandboxDelivery.objects.get().deliver_at
    press("send_with_second_secret", event().stripe_id)
    press("drop", event().stripe_id)
    press("send_again", event().stripe_id)

    assert delayed == timezone.now() + timedelta(minutes=5)
    assert states() == ["dropped", "dropped", "waiting"]
    assert SandboxDelivery.objects.filter(secret="second").count() == 1


def test_all_events_are_held_and_let_go(press: Any) -> None:
    paid_charge()

    press("hold_all")
    held = states()
    press("release_all")

    assert (held, states()) == (["held"], ["waiting"])


@pytest.mark.parametrize(("act", "status"), [("debit_succeeds", "paid"), ("debit_fails", "unpaid")])
def test_a_debit_is_decided(press: Any, act: str, status: str) -> None:
    session = open_session()
    paying.debit(session.id)

    press(act, session.id)

    found = fetch(session.id)
    assert found["payment_status"] == status
    assert found["payment_intent"]["status"] != "processing"


@pytest.mark.parametrize(("act", "status"), [("win", "won"), ("lose", "lost")])
def test_a_dispute_is_opened_and_decided(
    client: stripe.StripeClient, press: Any, act: str, status: str
) -> None:
    charge = paid_charge()

    press("open_dispute", charge["id"])
    dispute = client.v1.disputes.list({"charge": charge["id"]}).data[0]
    press(act, dispute.id)

    assert client.v1.disputes.retrieve(dispute.id).status == status


def test_a_refund_is_made_and_comes_back(client: stripe.StripeClient, press: Any) -> None:
    charge = paid_charge()

    press("refund", charge["id"])
    refund = client.v1.refunds.list({"charge": charge["id"]}).data[0]
    press("refund_fails", refund.id)

    assert client.v1.refunds.retrieve(refund.id).status == "failed"


def test_what_cannot_be_done_is_said(kim: User, sign_in: Any) -> None:
    charge = paid_charge()
    client = sign_in(kim)
    asked = {"act": "refund", "target": charge["id"]}
    client.post(reverse("sandbox_act"), asked)

    answer = client.post(reverse("sandbox_act"), asked, follow=True)

    assert "has already been refunded" in answer.content.decode()


def test_a_fault_is_planned_and_taken_back(client: stripe.StripeClient, press: Any) -> None:
    press("limit_once")
    with pytest.raises(stripe.RateLimitError):
        client.v1.customers.list({}, {"max_network_retries": 0})
    press("fail_once")
    press("clear_faults")

    assert faults.take("GET", "/v1/customers") is None


@pytest.mark.parametrize(("act", "target"), [("explode", ""), ("drop", "evt_none")])
def test_no_other_button_exists(press: Any, act: str, target: str) -> None:
    assert press(act, target) == 404
