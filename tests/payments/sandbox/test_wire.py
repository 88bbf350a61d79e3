"""The wire: keys, headers, parameters, and refusals as Stripe words them."""

import json
from typing import Any

import pytest
import stripe

from payments.gateway import SandboxTransport
from payments.sandbox import wire
from tests.payments.oracle import Recorder
from tests.payments.sandbox.shop import line, open_session

KEY = {"Authorization": f"Bearer {wire.SECRET_KEY}"}


@pytest.fixture(autouse=True)
def nonsense(recorder: Recorder) -> None:
    """These tests ask for nonsense on purpose."""
    recorder.checks_requests = False


def ask(method: str, path: str, body: str = "", **headers: str) -> wire.Answer:
    """Send a request by hand."""
    return wire.answer(method, f"https://api.stripe.com{path}", headers=KEY | headers, body=body)


def error_of(answer: wire.Answer) -> dict[str, Any]:
    """The error in an answer."""
    error: dict[str, Any] = json.loads(answer.body)["error"]
    return error


def test_an_answer_carries_stripes_headers() -> None:
    answer = ask(
        "POST",
        "/v1/customers",
        "email=alice%40example.org",
        **{"Idempotency-Key": "k1", "Stripe-Version": "2026-10-28.endive"},
    )

    assert answer.status == 200
    assert answer.headers["Request-Id"].startswith("req_")
    assert answer.headers["idempotency-key"] == "k1"
    assert answer.headers["Stripe-Version"] == "2026-10-28.endive"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer sk_live_other"}])
def test_a_wrong_key_opens_nothing(headers: dict[str, str]) -> None:
    answer = wire.answer("GET", "https://api.stripe.com/v1/customers", headers=headers, body="")

    assert answer.status == 401
    assert "sk_live_other" not in answer.body


def test_the_client_raises_its_own_error_for_a_wrong_key() -> None:
    other = stripe.StripeClient("sk_test_other", http_client=SandboxTransport())

    with pytest.raises(stripe.AuthenticationError):
        other.v1.customers.list()


@pytest.mark.parametrize(
    ("path", "body", "code", "param"),
    [
        ("/v1/products", "name=a&colour=red", "parameter_unknown", "colour"),
        ("/v1/products", "", "parameter_missing", "name"),
        ("/v1/products", "name=", "parameter_invalid_empty", "name"),
        ("/v1/prices", "currency=aud&product=prod_0", "resource_missing", "product"),
        ("/v1/refunds", "charge=ch_1&amount=1.0", "parameter_invalid_integer", "amount"),
        ("/v1/refunds", "charge=ch_1", "resource_missing", "charge"),
        ("/v1/refunds", "", "parameter_missing", "payment_intent"),
        (
            "/v1/checkout/sessions",
            "mode=payment&line_items[0][price_data][colour]=red",
            "parameter_unknown",
            "line_items[0][price_data][colour]",
        ),
        (
            "/v1/checkout/sessions",
            "mode=payment&line_items[0][price_data][unit_amount]=1",
            "parameter_missing",
            "line_items[0][price_data][currency]",
        ),
    ],
)
def test_a_wrong_parameter_is_named(path: str, body: str, code: str, param: str) -> None:
    answer = ask("POST", path, body)

    error = error_of(answer)
    assert answer.status == 400
    assert (error["type"], error["code"]) == ("invalid_request_error", code)
    assert error["param"] == param


@pytest.mark.parametrize(
    "path", ["/v1/customers/cus_0", "/v1/checkout/sessions/cs_0", "/v1/events/evt_0"]
)
def test_an_unknown_id_is_404(path: str) -> None:
    answer = ask("GET", path)

    assert (answer.status, error_of(answer)["code"]) == (404, "resource_missing")


@pytest.mark.parametrize(
    "body",
    [
        "name=a%00b",
        "&".join(f"metadata[{number}]=1" for number in range(2_001)),
        "name=a&metadata=x",
        "name=a&metadata[a]=1&metadata[a][b]=2",
        "name[a]=b",
        "name=a&images=x",
        "a[b][c][d][e][f][g][h][i]=1",
        "=1",
        "[]=1",
        "name=a&expand=default_price",
        f"name={'a' * 5_001}",
    ],
)
def test_nonsense_is_refused_and_breaks_nothing(body: str) -> None:
    answer = ask("POST", "/v1/products", body)

    assert answer.status == 400
    assert error_of(answer)["type"] == "invalid_request_error"


def test_an_unknown_path_is_404() -> None:
    assert ask("GET", "/v1/unicorns").status == 404


def test_payment_method_types_are_refused() -> None:
    with pytest.raises(stripe.InvalidRequestError) as session:
        open_session(payment_method_types=["card"])
    intent = ask(
        "POST", "/v1/payment_intents", "amount=900&currency=aud&payment_method_types[]=card"
    )

    assert session.value.code == "parameter_unknown"
    assert session.value.param == "payment_method_types"
    assert error_of(intent)["code"] == "payment_method_types_no_longer_supported"


@pytest.mark.parametrize(
    "metadata",
    [
        {f"key-{number}": "x" for number in range(51)},
        {"k" * 41: "x"},
        {"key": "x" * 501},
    ],
)
def test_metadata_has_limits(client: stripe.StripeClient, metadata: dict[str, str]) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.customers.create({"metadata": metadata})


def test_metadata_is_merged_and_emptied(client: stripe.StripeClient) -> None:
    customer = client.v1.customers.create({"metadata": {"a": "1", "b": "2"}})

    merged = client.v1.customers.update(customer.id, {"metadata": {"a": "", "c": "3"}})
    emptied = client.v1.customers.update(customer.id, {"metadata": ""})

    assert merged.to_dict()["metadata"] == {"b": "2", "c": "3"}
    assert emptied.to_dict()["metadata"] == {}


@pytest.mark.parametrize(
    ("more", "param"),
    [
        ({"expires_at": 1_772_366_400 + 1_799}, "expires_at"),
        ({"expires_at": 1_772_366_400 + 86_401}, "expires_at"),
        ({"success_url": None}, "success_url"),
        ({"mode": None}, "mode"),
        ({"customer": "cus_1", "customer_email": "a@example.org"}, "customer_email"),
        ({"cancel_url": "nowhere"}, "cancel_url"),
        ({"customer": "cus_1", "customer_email": None}, "customer"),
    ],
)
def test_a_session_has_rules(more: dict[str, Any], param: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        open_session(**more)

    assert refused.value.param == param


@pytest.mark.parametrize("after", [1_800, 86_400])
def test_a_session_may_last_from_half_an_hour_to_a_day(after: int) -> None:
    session = open_session(expires_at=1_772_366_400 + after)

    assert session.expires_at == 1_772_366_400 + after


@pytest.mark.parametrize(("currency", "smallest"), [("aud", 50), ("gbp", 30)])
def test_an_amount_may_be_too_small(currency: str, smallest: int) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        open_session(line(smallest - 1, currency=currency))

    assert refused.value.code == "amount_too_small"
    assert open_session(line(smallest, currency=currency)).amount_total == smallest


def test_lines_have_one_currency() -> None:
    with pytest.raises(stripe.InvalidRequestError):
        open_session(line(), line(currency="gbp"))
