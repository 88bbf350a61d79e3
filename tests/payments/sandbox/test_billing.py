"""Billing over time: subscriptions begin, renew, fail and end; invoices and credit notes."""

from datetime import UTC, datetime
from typing import Any

import pytest
import stripe

from payments.sandbox import clock, paying, schedule
from payments.sandbox.billing.periods import end_of_period
from payments.sandbox.confirming import Outcome
from payments.sandbox.models import SandboxEvent
from tests.payments.sandbox.shop import fetch, open_session

YEAR = 366 * clock.DAY


@pytest.fixture
def price(client: stripe.StripeClient) -> str:
    """A membership by the year."""
    product = client.v1.products.create({"name": "Membership"})
    made = client.v1.prices.create(
        {
            "product": product.id,
            "currency": "aud",
            "unit_amount": 19_900,
            "recurring": {"interval": "year"},
        }
    )
    return made.id


def member(client: stripe.StripeClient, price: str, card: str = "pm_card_visa", **more: Any) -> Any:
    """Subscribe a new customer."""
    customer = client.v1.customers.create({"email": "alice@example.org"})
    method = client.v1.payment_methods.attach(card, {"customer": customer.id})
    asked: Any = {
        "customer": customer.id,
        "items": [{"price": price}],
        "default_payment_method": method.id,
        **more,
    }
    return client.v1.subscriptions.create(asked)


def kinds(prefix: str) -> list[str]:
    found = SandboxEvent.objects.filter(type__startswith=prefix).order_by("pk")
    return list(found.values_list("type", flat=True))


@pytest.mark.parametrize(
    ("start", "interval", "count", "end"),
    [
        ((2026, 1, 31), "month", 1, (2026, 2, 28)),
        ((2026, 12, 15), "month", 1, (2027, 1, 15)),
        ((2024, 2, 29), "year", 1, (2025, 2, 28)),
        ((2026, 3, 1), "week", 2, (2026, 3, 15)),
        ((2026, 10, 31), "month", 4, (2027, 2, 28)),
    ],
)
def test_a_period_ends_on_the_same_day_or_the_months_last(
    start: tuple[int, int, int], interval: str, count: int, end: tuple[int, int, int]
) -> None:
    begin = int(datetime(*start, tzinfo=UTC).timestamp())

    ends = end_of_period(begin, {"interval": interval, "interval_count": count})

    assert ends == int(datetime(*end, tzinfo=UTC).timestamp())


def test_a_membership_is_sold_on_the_page(client: stripe.StripeClient, price: str) -> None:
    session = open_session(
        mode="subscription",
        line_items=[{"price": price, "quantity": 1}],
        payment_intent_data=None,
        subscription_data={"metadata": {"order": "order-1"}},
    )
    declined = paying.pay(session.id, card="4000000000000002")
    paid = paying.pay(session.id)

    found = fetch(session.id)
    subscription = client.v1.subscriptions.retrieve(
        found["subscription"], {"expand": ["latest_invoice"]}
    ).to_dict()
    assert (declined.outcome, paid.outcome) == (Outcome.DECLINED, Outcome.SUCCEEDED)
    assert (subscription["status"], subscription["metadata"]) == ("active", {"order": "order-1"})
    assert subscription["latest_invoice"]["amount_paid"] == 19_900
    assert found["invoice"] == subscription["latest_invoice"]["id"]


def test_a_membership_renews_by_the_year(
    client: stripe.StripeClient, price: str, travel: Any
) -> None:
    subscription = member(client, price)
    travel.shift(YEAR)

    schedule.tick()

    found = client.v1.subscriptions.retrieve(subscription.id).to_dict()
    item = found["items"]["data"][0]
    assert found["status"] == "active"
    assert (
        item["current_period_start"]
        == subscription.to_dict()["items"]["data"][0]["current_period_end"]
    )
    assert kinds("invoice.paid") == ["invoice.paid"] * 2


def test_a_renewal_that_fails_is_past_due(client: stripe.StripeClient, price: str) -> None:
    frozen = client.v1.test_helpers.test_clocks.create({"frozen_time": clock.now()})
    customer = client.v1.customers.create(
        {"email": "a@example.org", "test_clock": frozen.id, "payment_method": "pm_card_visa"}
    )
    good = client.v1.payment_methods.list({"customer": customer.id}).data[0].id
    subscription = client.v1.subscriptions.create(
        {"customer": customer.id, "items": [{"price": price}], "default_payment_method": good}
    )
    bad = client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": customer.id})
    client.v1.subscriptions.update(subscription.id, {"default_payment_method": bad.id})

    client.v1.test_helpers.test_clocks.advance(frozen.id, {"frozen_time": clock.now() + YEAR})

    assert client.v1.subscriptions.retrieve(subscription.id).status == "past_due"
    assert kinds("invoice.payment_failed") == ["invoice.payment_failed"]


def test_a_membership_ends_when_its_period_does(
    client: stripe.StripeClient, price: str, travel: Any
) -> None:
    subscription = member(client, price)
    client.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})
    before = client.v1.subscriptions.retrieve(subscription.id).status
    travel.shift(YEAR)

    schedule.tick()

    assert before == "active"
    assert client.v1.subscriptions.retrieve(subscription.id).status == "canceled"
    assert client.v1.subscriptions.list().data == []
    assert kinds("invoice.paid") == ["invoice.paid"]


def test_a_membership_can_end_at_once(client: stripe.StripeClient, price: str) -> None:
    subscription = member(client, price)

    ended = client.v1.subscriptions.cancel(subscription.id)

    assert ended.status == "canceled"
    assert kinds("customer.subscription.deleted") == ["customer.subscription.deleted"]


def test_a_first_payment_that_fails_leaves_it_incomplete(
    client: stripe.StripeClient, price: str
) -> None:
    assert member(client, price, card="pm_card_chargeCustomerFail").status == "incomplete"


def test_a_trial_costs_nothing_yet(client: stripe.StripeClient, price: str) -> None:
    subscription = member(client, price, trial_period_days=14)

    assert (subscription.status, subscription.latest_invoice) == ("trialing", None)


def test_a_credit_note_takes_back_at_most_what_was_billed(client: stripe.StripeClient) -> None:
    customer = client.v1.customers.create({"email": "a@example.org"})
    client.v1.invoice_items.create({"customer": customer.id, "amount": 2000, "currency": "aud"})
    draft = client.v1.invoices.create(
        {"customer": customer.id, "pending_invoice_items_behavior": "include"}
    )
    invoice = client.v1.invoices.finalize_invoice(str(draft.id))

    client.v1.credit_notes.create({"invoice": str(invoice.id), "amount": 500})
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.credit_notes.create({"invoice": str(invoice.id), "amount": 1501})

    assert client.v1.invoices.retrieve(str(invoice.id)).amount_remaining == 1500


def test_the_portal_has_an_address(client: stripe.StripeClient) -> None:
    customer = client.v1.customers.create({"email": "a@example.org"})

    portal = client.v1.billing_portal.sessions.create(
        {"customer": customer.id, "return_url": "https://example.org/"}
    )

    assert portal.url.startswith("https://")
