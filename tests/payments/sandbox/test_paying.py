"""A buyer on the hosted page: what a card or a debit does to session, intent and charge."""

from typing import Any

import pytest
import stripe

from payments.sandbox import clock, paying
from payments.sandbox.confirming import Outcome
from payments.sandbox.models import SandboxEvent
from tests.payments.sandbox.shop import fetch, line, open_session


def events() -> list[str]:
    """The types of what happened, without what opening the session wrote."""
    types = SandboxEvent.objects.order_by("pk").values_list("type", flat=True)
    return [name for name in types if name != "product.created"]


def test_a_session_waits_at_its_address_without_an_intent() -> None:
    session = open_session()

    assert session.id.startswith("cs_test_")
    assert session.url == f"http://localhost:8000/_sandbox/stripe/pay/{session.id}"
    assert (session.status, session.payment_status) == ("open", "unpaid")
    assert session.payment_intent is None
    assert session.amount_total == 9900


def test_a_card_pays() -> None:
    session = open_session()

    paid = paying.pay(session.id, email="alice@example.org")

    found = fetch(session.id)
    charge = found["payment_intent"]["latest_charge"]
    assert paid.outcome == Outcome.SUCCEEDED
    assert (found["status"], found["payment_status"], found["url"]) == ("complete", "paid", None)
    assert found["payment_intent"]["amount_received"] == 9900
    assert charge["payment_method_details"]["card"]["last4"] == "4242"
    assert found["customer_details"]["email"] == "alice@example.org"
    assert events() == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ]


def test_the_orders_ids_stand_on_session_intent_and_charge() -> None:
    session = open_session()
    paying.pay(session.id)

    found = fetch(session.id)
    intent = found["payment_intent"]
    assert found["metadata"]["order"] == "order-1"
    assert intent["metadata"]["order"] == "order-1"
    assert intent["latest_charge"]["metadata"]["order"] == "order-1"


@pytest.mark.parametrize(
    ("currency", "card", "asked", "country"),
    [
        ("aud", "4242424242424242", None, "AU"),
        ("gbp", "4242424242424242", None, "GB"),
        ("usd", "4242424242424242", None, "US"),
        ("aud", "4242424242424242", "NZ", "NZ"),
        ("gbp", "4000000360000006", None, "AU"),
        ("aud", "4000008260000000", None, "GB"),
    ],
)
def test_a_card_is_from_where_its_number_or_the_currency_says(
    currency: str, card: str, asked: str | None, country: str
) -> None:
    session = open_session(line(currency=currency))
    paying.pay(session.id, card=card, country=asked)

    charge = fetch(session.id)["payment_intent"]["latest_charge"]
    assert charge["payment_method_details"]["card"]["country"] == country


@pytest.mark.parametrize(
    ("card", "code", "decline_code"),
    [
        ("4000000000000002", "card_declined", "generic_decline"),
        ("4000000000009995", "card_declined", "insufficient_funds"),
        ("4000000000000069", "expired_card", None),
        ("4242424242424241", "incorrect_number", None),
        ("4111111111111111", "card_declined", "test_mode_live_card"),
    ],
)
def test_a_declined_card_leaves_the_session_open(
    card: str, code: str, decline_code: str | None
) -> None:
    session = open_session()

    paid = paying.pay(session.id, card=card)

    found = fetch(session.id)
    error = found["payment_intent"]["last_payment_error"]
    assert paid.outcome == Outcome.DECLINED
    assert paid.message == error["message"]
    assert (error["code"], error.get("decline_code")) == (code, decline_code)
    assert found["status"] == "open"
    assert found["payment_intent"]["status"] == "requires_payment_method"
    assert events()[-1] == "payment_intent.payment_failed"


def test_a_second_card_pays_on_the_same_intent() -> None:
    session = open_session()
    paying.pay(session.id, card="4000000000000002")
    intent = fetch(session.id)["payment_intent"]["id"]

    paying.pay(session.id)

    found = fetch(session.id)
    assert found["payment_status"] == "paid"
    assert found["payment_intent"]["id"] == intent
    assert found["payment_intent"]["last_payment_error"] is None


@pytest.mark.parametrize("succeeds", [True, False])
def test_three_d_secure_is_a_second_step(succeeds: bool) -> None:
    session = open_session()

    first = paying.pay(session.id, card="4000002500003155")
    second = paying.authenticate(session.id, succeeds=succeeds)

    found = fetch(session.id)
    assert first.outcome == Outcome.REQUIRES_ACTION
    assert second.outcome == (Outcome.SUCCEEDED if succeeds else Outcome.DECLINED)
    assert found["status"] == ("complete" if succeeds else "open")
    assert found["payment_intent"]["next_action"] is None


def test_the_charge_says_that_the_buyer_was_authenticated() -> None:
    session = open_session()
    paying.pay(session.id, card="4000002500003155")
    paying.authenticate(session.id, succeeds=True)

    card = fetch(session.id)["payment_intent"]["latest_charge"]["payment_method_details"]["card"]
    assert card["three_d_secure"]["result"] == "authenticated"


@pytest.mark.parametrize(("currency", "scheme"), [("aud", "au_becs_debit"), ("gbp", "bacs_debit")])
@pytest.mark.parametrize("succeeds", [True, False])
def test_a_debit_is_decided_later(currency: str, scheme: str, succeeds: bool) -> None:
    session = open_session(line(currency=currency))

    paid = paying.debit(session.id, scheme=scheme)
    waiting = fetch(session.id)
    paying.settle_debit(session.id, succeeds=succeeds)

    found, word = fetch(session.id), "succeeded" if succeeds else "failed"
    assert paid.outcome == Outcome.PROCESSING
    assert (waiting["status"], waiting["payment_status"]) == ("complete", "unpaid")
    assert waiting["payment_intent"]["status"] == "processing"
    assert found["payment_status"] == ("paid" if succeeds else "unpaid")
    assert found["payment_intent"]["latest_charge"]["status"] == word
    assert events()[-1] == f"checkout.session.async_payment_{word}"


def test_a_debit_may_settle_by_itself_in_time(travel: Any) -> None:
    session = open_session()
    paying.debit(session.id, settles="succeeded")
    paying.settle_due()
    early = fetch(session.id)["payment_status"]

    travel.shift(180)
    paying.settle_due()

    assert (early, fetch(session.id)["payment_status"]) == ("unpaid", "paid")


def test_nobody_pays_twice() -> None:
    session = open_session()
    paying.pay(session.id)

    with pytest.raises(paying.NotOpen):
        paying.pay(session.id)


def test_nothing_to_pay_needs_no_intent(client: stripe.StripeClient) -> None:
    coupon = client.v1.coupons.create({"percent_off": 100})
    session = open_session(discounts=[{"coupon": coupon.id}])

    paying.pay(session.id)

    found = fetch(session.id)
    assert (found["payment_status"], found["payment_intent"]) == ("no_payment_required", None)


def test_a_session_may_expire_at_its_time_by_itself(travel: Any) -> None:
    session = open_session(expires_at=clock.now() + 3600)
    paying.pay(session.id, card="4000000000000002")

    travel.shift(3600)
    expired = paying.expire_due()

    found = fetch(session.id)
    assert expired == 1
    assert (found["status"], found["url"]) == ("expired", None)
    assert found["payment_intent"]["status"] == "canceled"
    assert events()[-1] == "checkout.session.expired"
    with pytest.raises(paying.NotOpen):
        paying.pay(session.id)


def test_a_test_card_brings_a_dispute_with_it() -> None:
    session = open_session()

    paying.pay(session.id, card="4000000000000259")

    assert fetch(session.id)["payment_intent"]["latest_charge"]["disputed"] is True
    assert events()[-2:] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]
