"""Disputes: opened, answered, won, lost."""

import pytest
import stripe

from payments.sandbox import disputes
from payments.sandbox.models import SandboxEvent
from tests.payments.sandbox.shop import paid_charge


def dispute_events() -> list[str]:
    found = SandboxEvent.objects.filter(type__startswith="charge.dispute").order_by("pk")
    return [name.removeprefix("charge.dispute.") for name in found.values_list("type", flat=True)]


def test_a_chargeback_takes_the_money(client: stripe.StripeClient) -> None:
    charge = paid_charge()

    disputes.open_dispute(charge["id"])

    found = client.v1.disputes.list({"charge": charge["id"]}).data[0]
    assert (found.status, found.is_charge_refundable) == ("needs_response", False)
    assert [moved.amount for moved in found.balance_transactions] == [-9900]
    assert client.v1.charges.retrieve(charge["id"]).disputed is True
    assert dispute_events() == ["created", "funds_withdrawn"]


@pytest.mark.parametrize(
    ("won", "status", "events"),
    [
        (True, "won", ["created", "funds_withdrawn", "funds_reinstated", "closed"]),
        (False, "lost", ["created", "funds_withdrawn", "closed"]),
    ],
)
def test_the_bank_decides(
    client: stripe.StripeClient, won: bool, status: str, events: list[str]
) -> None:
    dispute = disputes.open_dispute(paid_charge()["id"])

    disputes.close_dispute(dispute["id"], won=won)

    found = client.v1.disputes.retrieve(dispute["id"])
    assert (found.status, found.is_charge_refundable) == (status, won)
    assert dispute_events() == events


def test_an_inquiry_only_asks(client: stripe.StripeClient) -> None:
    charge = paid_charge()
    dispute = disputes.open_dispute(charge["id"], kind="inquiry")
    disputes.close_dispute(dispute["id"], won=False)

    assert dispute["status"] == "warning_needs_response"
    assert client.v1.disputes.retrieve(dispute["id"]).status == "warning_closed"
    assert client.v1.charges.retrieve(charge["id"]).disputed is False


def test_an_inquiry_may_become_a_chargeback(client: stripe.StripeClient) -> None:
    dispute = disputes.open_dispute(paid_charge()["id"], kind="inquiry")

    disputes.escalate_dispute(dispute["id"])

    assert client.v1.disputes.retrieve(dispute["id"]).status == "needs_response"
    assert dispute_events() == ["created", "updated", "funds_withdrawn"]


@pytest.mark.parametrize(
    ("text", "status"),
    [("our log", "under_review"), ("winning_evidence", "won"), ("losing_evidence", "lost")],
)
def test_evidence_is_handed_in(client: stripe.StripeClient, text: str, status: str) -> None:
    dispute = disputes.open_dispute(paid_charge()["id"])

    answered = client.v1.disputes.update(dispute["id"], {"evidence": {"uncategorized_text": text}})

    assert answered.status == status
    assert answered.evidence_details.submission_count == 1


def test_evidence_may_be_kept_for_later(client: stripe.StripeClient) -> None:
    dispute = disputes.open_dispute(paid_charge()["id"])

    kept = client.v1.disputes.update(
        dispute["id"], {"evidence": {"customer_name": "Alice"}, "submit": False}
    )

    assert (kept.status, kept.evidence.customer_name) == ("needs_response", "Alice")


def test_giving_in_loses(client: stripe.StripeClient) -> None:
    dispute = disputes.open_dispute(paid_charge()["id"])

    assert client.v1.disputes.close(dispute["id"]).status == "lost"
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.disputes.close(dispute["id"])


def test_an_early_warning_names_charge_and_intent(client: stripe.StripeClient) -> None:
    charge = paid_charge("4000000000005423")

    warning = client.v1.radar.early_fraud_warnings.list({"charge": charge["id"]}).data[0]

    assert (warning.payment_intent, warning.actionable) == (charge["payment_intent"], True)
    assert SandboxEvent.objects.filter(type="radar.early_fraud_warning.created").exists()
