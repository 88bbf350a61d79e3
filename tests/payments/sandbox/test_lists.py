"""Lists by pages and filters, and objects in the place of ids."""

from typing import Any

import pytest
import stripe

from payments.sandbox import clock, paying
from tests.payments.oracle import Recorder
from tests.payments.sandbox.shop import fetch, line, open_session, paid_charge


def emails(found: Any) -> list[str]:
    return [customer.email for customer in found.data]


@pytest.fixture
def five(client: stripe.StripeClient, travel: Any) -> list[str]:
    """Five customers, a minute apart."""
    ids = []
    for number in range(1, 6):
        ids.append(client.v1.customers.create({"email": f"{number}@example.org"}).id)
        travel.shift(60)
    return ids


def test_the_newest_come_first_page_by_page(client: stripe.StripeClient, five: list[str]) -> None:
    first = client.v1.customers.list({"limit": 2})
    second = client.v1.customers.list({"limit": 2, "starting_after": first.data[-1].id})
    back = client.v1.customers.list({"limit": 2, "ending_before": second.data[0].id})

    assert emails(first) == ["5@example.org", "4@example.org"]
    assert emails(second) == ["3@example.org", "2@example.org"]
    assert emails(back) == emails(first)
    assert (first.has_more, back.has_more) == (True, False)
    assert first.url == "/v1/customers"


def test_the_client_walks_through_all_pages(client: stripe.StripeClient, five: list[str]) -> None:
    found = client.v1.customers.list({"limit": 2})

    assert [customer.id for customer in found.auto_paging_iter()] == five[::-1]


def test_a_time_narrows_a_list(client: stripe.StripeClient, five: list[str]) -> None:
    second = client.v1.customers.retrieve(five[1]).created

    since = client.v1.customers.list({"created": {"gt": second, "lte": clock.now() - 120}})
    exact = client.v1.customers.list({"created": second})

    assert emails(since) == ["4@example.org", "3@example.org"]
    assert emails(exact) == ["2@example.org"]


@pytest.mark.parametrize("limit", [0, 101])
def test_a_page_has_one_to_a_hundred(
    client: stripe.StripeClient, recorder: Recorder, limit: int
) -> None:
    recorder.checks_requests = False

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.customers.list({"limit": limit})


def test_a_session_is_found_by_its_intent(client: stripe.StripeClient) -> None:
    charge = paid_charge()
    open_session()

    found = client.v1.checkout.sessions.list({"payment_intent": charge["payment_intent"]})

    assert [session.payment_status for session in found.data] == ["paid"]


def test_events_are_found_by_type(client: stripe.StripeClient) -> None:
    paid_charge()

    one = client.v1.events.list({"type": "charge.succeeded"})
    two = client.v1.events.list({"types": ["charge.succeeded", "checkout.session.completed"]})
    family = client.v1.events.list({"type": "payment_intent.*", "created": {"gte": clock.now()}})

    assert [event.type for event in one.data] == ["charge.succeeded"]
    assert [event.type for event in two.data] == ["checkout.session.completed", "charge.succeeded"]
    assert len(family.data) == 2
    assert client.v1.events.retrieve(one.data[0].id).to_dict() == one.data[0].to_dict()


def test_a_sessions_lines_come_in_their_order(client: stripe.StripeClient) -> None:
    session = open_session(line(9900, name="One"), line(4900, name="Two"))

    lines = client.v1.checkout.sessions.line_items.list(session.id)
    inside = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["line_items"]})

    assert [(item.description, item.amount_total) for item in lines.data] == [
        ("One", 9900),
        ("Two", 4900),
    ]
    assert inside.line_items is not None
    assert [item.id for item in inside.line_items.data] == [item.id for item in lines.data]


def test_ids_become_objects_only_where_that_is_asked(client: stripe.StripeClient) -> None:
    session = open_session()
    paying.pay(session.id)

    plain = client.v1.checkout.sessions.retrieve(session.id)
    deep = fetch(session.id)
    listed = client.v1.charges.list(
        {"expand": ["data.payment_intent.payment_method", "data.balance_transaction"]}
    )

    assert str(plain.payment_intent).startswith("pi_")
    assert deep["payment_intent"]["latest_charge"]["payment_intent"] == plain.payment_intent
    charge = listed.data[0].to_dict()
    assert charge["payment_intent"]["payment_method"]["type"] == "card"
    assert charge["balance_transaction"]["net"] == 9900 - 198


def test_a_charge_shows_its_refunds_when_asked(client: stripe.StripeClient) -> None:
    charge = paid_charge()
    client.v1.refunds.create({"charge": charge["id"], "amount": 100})

    found = client.v1.charges.retrieve(charge["id"], {"expand": ["refunds"]}).to_dict()

    assert "refunds" not in charge
    assert [refund["amount"] for refund in found["refunds"]["data"]] == [100]


@pytest.mark.parametrize("path", ["nothing", "payment_intent.amount", "status"])
def test_what_is_no_object_cannot_become_one(client: stripe.StripeClient, path: str) -> None:
    session = open_session()
    paying.pay(session.id)

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.retrieve(session.id, {"expand": [path]})
