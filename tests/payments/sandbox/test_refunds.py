"""Refunds: what is left, what waits, what comes back."""

from typing import Any

import pytest
import stripe

from payments.sandbox import disputes, paying, refunds
from payments.sandbox.models import SandboxEvent
from tests.payments.sandbox.shop import fetch, line, open_session, paid_charge


def last_events(count: int) -> list[str]:
    types = SandboxEvent.objects.order_by("-pk").values_list("type", flat=True)
    return list(types[:count])[::-1]


def charge_now(client: stripe.StripeClient, charge: dict[str, Any]) -> stripe.Charge:
    return client.v1.charges.retrieve(charge["id"])


def test_what_is_left_is_refunded(client: stripe.StripeClient) -> None:
    charge = paid_charge()
    part = client.v1.refunds.create({"payment_intent": charge["payment_intent"], "amount": 900})

    rest = client.v1.refunds.create({"charge": charge["id"], "reason": "requested_by_customer"})

    assert (part.status, part.amount, rest.amount) == ("succeeded", 900, 9000)
    assert charge_now(client, charge).refunded is True
    assert last_events(4) == ["refund.created", "charge.refunded"] * 2


@pytest.mark.parametrize(("amount", "code"), [(9901, "amount_too_large"), (None, None)])
def test_never_more_than_was_paid(
    client: stripe.StripeClient, amount: int | None, code: str | None
) -> None:
    charge = paid_charge()
    if amount is None:
        client.v1.refunds.create({"charge": charge["id"]})
        code = "charge_already_refunded"

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"charge": charge["id"], **({"amount": amount} if amount else {})})

    assert refused.value.code == code


def test_nothing_is_refunded_before_it_was_paid(client: stripe.StripeClient) -> None:
    session = open_session()
    paying.debit(session.id)
    intent = fetch(session.id)["payment_intent"]["id"]

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": intent})


def test_a_charge_back_cannot_be_refunded(client: stripe.StripeClient) -> None:
    charge = paid_charge("4000000000000259")

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"charge": charge["id"]})

    assert refused.value.code == "charge_disputed"


def test_an_inquiry_can_be_refunded(client: stripe.StripeClient) -> None:
    charge = paid_charge("4000000000001976")

    assert client.v1.refunds.create({"charge": charge["id"]}).status == "succeeded"


def test_a_refund_may_fail_later(client: stripe.StripeClient, travel: Any) -> None:
    charge = paid_charge("4000000000005126")
    refund = client.v1.refunds.create({"charge": charge["id"]})
    refunds.settle_due()
    early = client.v1.refunds.retrieve(refund.id).status

    travel.shift(180)
    refunds.settle_due()

    late = client.v1.refunds.retrieve(refund.id)
    assert (refund.status, early, late.status) == ("succeeded", "succeeded", "failed")
    assert late.failure_reason == "expired_or_canceled_card"
    assert charge_now(client, charge).amount_refunded == 0
    assert last_events(3) == ["refund.updated", "charge.refund.updated", "refund.failed"]


def test_a_debits_refund_waits(client: stripe.StripeClient) -> None:
    session = open_session(line(currency="gbp"))
    paying.debit(session.id)
    paying.settle_debit(session.id, succeeds=True)
    charge = fetch(session.id)["payment_intent"]["latest_charge"]

    waiting = client.v1.refunds.create({"charge": charge["id"]})
    refunds.succeed_refund(waiting.id)

    assert (waiting.status, waiting.pending_reason) == ("pending", "processing")
    assert client.v1.refunds.retrieve(waiting.id).status == "succeeded"


def test_a_waiting_refund_can_be_called_off(client: stripe.StripeClient) -> None:
    charge = paid_charge("4000000000007726")
    refund = client.v1.refunds.create({"charge": charge["id"]})

    cancelled = client.v1.refunds.cancel(refund.id)

    assert cancelled.status == "canceled"
    assert charge_now(client, charge).refunded is False


def test_a_refund_in_the_dashboard_is_told_by_an_event(client: stripe.StripeClient) -> None:
    charge = paid_charge()

    refund = refunds.refund_in_dashboard(charge["id"], amount=500)

    assert client.v1.refunds.retrieve(refund["id"]).amount == 500
    assert last_events(2) == ["refund.created", "charge.refunded"]


def test_every_movement_is_in_the_balance(client: stripe.StripeClient) -> None:
    charge = paid_charge()
    dispute = disputes.open_dispute(charge["id"])
    disputes.close_dispute(dispute["id"], won=True)
    client.v1.refunds.create({"charge": charge["id"], "amount": 900})

    found = client.v1.balance_transactions.list()

    assert [moved.amount for moved in found.data] == [-900, 9900, -9900, 9900]
    assert sum(moved.net for moved in found.data) == 9000 - 198
