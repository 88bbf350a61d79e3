"""One key, one result."""

from datetime import timedelta
from typing import Any

import pytest
import stripe
from django.utils import timezone

from payments.sandbox import faults
from payments.sandbox.models import SandboxAnswer, SandboxObject

KEY: Any = {"idempotency_key": "example.org:order-1:1:session", "max_network_retries": 0}


def customers() -> int:
    return SandboxObject.objects.filter(kind="customer").count()


def was_replayed(answer: stripe.StripeObject) -> bool:
    assert answer.last_response
    return answer.last_response.headers.get("Idempotent-Replayed") == "true"


def test_the_first_answer_is_given_again(client: stripe.StripeClient) -> None:
    first = client.v1.customers.create({"email": "a@example.org", "name": "A"}, KEY)
    again = client.v1.customers.create({"name": "A", "email": "a@example.org"}, KEY)

    assert again.id == first.id
    assert was_replayed(again)
    assert not was_replayed(first)
    assert customers() == 1


def test_a_key_is_bound_to_its_parameters(client: stripe.StripeClient) -> None:
    client.v1.customers.create({"email": "a@example.org"}, KEY)

    with pytest.raises(stripe.IdempotencyError):
        client.v1.customers.create({"email": "b@example.org"}, KEY)


def test_a_key_is_bound_to_its_path(client: stripe.StripeClient) -> None:
    client.v1.customers.create({"description": "x", "name": "x"}, KEY)

    with pytest.raises(stripe.IdempotencyError):
        client.v1.products.create({"description": "x", "name": "x"}, KEY)


def test_a_refused_request_leaves_its_key_free(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"charge": "ch_none"}, KEY)

    assert client.v1.customers.create({"email": "a@example.org"}, KEY).id


def test_a_declined_card_is_declined_again(client: stripe.StripeClient) -> None:
    asked: Any = {
        "amount": 900,
        "currency": "aud",
        "confirm": True,
        "payment_method": "pm_card_chargeDeclined",
    }
    with pytest.raises(stripe.CardError) as first:
        client.v1.payment_intents.create(asked, KEY)
    with pytest.raises(stripe.CardError) as again:
        client.v1.payment_intents.create(asked, KEY)

    assert first.value.code == "card_declined"
    assert first.value.json_body == again.value.json_body
    assert SandboxObject.objects.filter(kind="payment_intent").count() == 1


def test_a_key_that_is_in_flight_is_in_use(client: stripe.StripeClient) -> None:
    first = client.v1.customers.create({"email": "a@example.org"}, KEY)
    SandboxAnswer.objects.update(state="in_flight", status=None)

    with pytest.raises(stripe.APIError) as refused:
        client.v1.customers.create({"email": "a@example.org"}, KEY)

    assert refused.value.http_status == 409
    assert "idempotency_key_in_use" in str(refused.value.http_body)
    assert client.v1.customers.retrieve(first.id).id == first.id


def test_a_key_is_free_after_a_day(client: stripe.StripeClient, travel: Any) -> None:
    client.v1.customers.create({"email": "a@example.org"}, KEY)
    travel.move_to(timezone.now() + timedelta(hours=24, seconds=1))

    client.v1.customers.create({"email": "b@example.org"}, KEY)

    assert customers() == 2


def test_a_lost_answer_is_found_again_by_its_key(client: stripe.StripeClient) -> None:
    faults.plan("/v1/customers", status="timeout")

    with pytest.raises(stripe.APIConnectionError):
        client.v1.customers.create({"email": "a@example.org"}, KEY)
    assert customers() == 1
    client.v1.customers.create({"email": "a@example.org"}, KEY)

    assert customers() == 1


def test_a_lost_request_did_nothing(client: stripe.StripeClient) -> None:
    faults.plan("/v1/customers", status="reset")

    with pytest.raises(stripe.APIConnectionError):
        client.v1.customers.create({"email": "a@example.org"}, KEY)
    assert customers() == 0
    client.v1.customers.create({"email": "a@example.org"}, KEY)

    assert customers() == 1


@pytest.mark.parametrize(
    ("status", "error"), [(429, stripe.RateLimitError), (500, stripe.APIError)]
)
def test_a_planned_status_is_answered(
    client: stripe.StripeClient, status: int, error: type[Exception]
) -> None:
    faults.plan("/v1/customers", status=status, method="GET")

    with pytest.raises(error):
        client.v1.customers.list({}, {"max_network_retries": 0})

    assert client.v1.customers.list().data == []


def test_a_server_error_is_given_again_by_its_key(client: stripe.StripeClient) -> None:
    faults.plan("/v1/customers", status=500)

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            client.v1.customers.create({"email": "a@example.org"}, KEY)

    assert customers() == 0
