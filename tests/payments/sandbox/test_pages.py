"""The page where a buyer pays, as a browser without JavaScript sees it."""

from typing import Any

import pytest
from django.test import Client

from payments.sandbox import paying
from tests.payments.sandbox.shop import fetch, line, open_session

SUCCESS = "https://example.org/checkout/return/?session_id="


def page(session: Any) -> str:
    return f"/_sandbox/stripe/pay/{session.id}"


def post(session: Any, **fields: str) -> Any:
    """Press a button on the page."""
    return Client().post(page(session), {"email": "alice@example.org", **fields})


def test_the_page_shows_what_is_to_be_paid() -> None:
    session = open_session(line(9900, name="Vagus nerve"), line(4900, name="Breath"))

    text = Client().get(page(session)).content.decode()

    assert "Vagus nerve" in text
    assert "A$148.00" in text
    assert "no money moves" in text
    assert 'value="alice@example.org"' in text
    assert 'href="https://example.org/orders/order-1/"' in text


def test_paying_leads_back_with_the_sessions_id() -> None:
    session = open_session()

    answer = post(session, card_number="4242 4242 4242 4242")

    assert (answer.status_code, answer["Location"]) == (302, f"{SUCCESS}{session.id}")
    assert fetch(session.id)["payment_status"] == "paid"


def test_a_button_stands_for_a_test_card() -> None:
    session = open_session()

    post(session, card_number="", test_card="4000 0000 0000 9995")

    error = fetch(session.id)["payment_intent"]["last_payment_error"]
    assert error["decline_code"] == "insufficient_funds"


def test_a_declined_card_is_said_beside_the_field_and_kept() -> None:
    session = open_session()

    answer = post(session, card_number="4000000000000002")
    later = Client().get(page(session)).content.decode()

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Your card was declined." in text
    assert 'value="4000000000000002"' in text
    assert "Your card was declined." in later


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "", "card_number": "4242424242424242"}, "Enter your e-mail address."),
        ({"card_number": ""}, "Enter a card number."),
    ],
)
def test_what_is_missing_is_asked_for(fields: dict[str, str], words: str) -> None:
    answer = post(open_session(), **fields)

    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize(("answer", "status"), [("complete", "complete"), ("fail", "open")])
def test_the_second_step_can_be_completed_or_failed(answer: str, status: str) -> None:
    session = open_session()
    step = post(session, card_number="4000002500003155")["Location"]
    shown = Client().get(step).content.decode()

    back = Client().post(step, {"answer": answer})["Location"]

    assert "3-D Secure" in shown
    assert back == (f"{SUCCESS}{session.id}" if status == "complete" else page(session))
    assert fetch(session.id)["status"] == status


def test_a_step_that_is_over_leads_back_to_the_page() -> None:
    session = open_session()
    step = post(session, card_number="4000002500003155")["Location"]
    Client().post(step, {"answer": "fail"})

    again = Client().post(step, {"answer": "complete"})

    assert again["Location"] == page(session)
    assert "unable to authenticate" in Client().get(page(session)).content.decode()


@pytest.mark.parametrize(("currency", "name"), [("aud", "BECS"), ("gbp", "Bacs"), ("usd", None)])
def test_each_currency_has_its_debit(currency: str, name: str | None) -> None:
    session = open_session(line(currency=currency))

    text = Client().get(page(session)).content.decode()

    assert [word for word in ("BECS", "Bacs") if word in text] == ([name] if name else [])


def test_a_debit_completes_the_session_unpaid() -> None:
    session = open_session()

    answer = post(session, by="debit", settles="failed")

    found = fetch(session.id)
    assert answer["Location"] == f"{SUCCESS}{session.id}"
    assert (found["status"], found["payment_status"]) == ("complete", "unpaid")


@pytest.mark.parametrize(("currency", "types"), [("aud", ["card"]), ("usd", None)])
def test_nobody_pays_by_a_debit_that_is_not_offered(currency: str, types: list[str] | None) -> None:
    session = open_session(line(currency=currency), allowed_payment_method_types=types)

    post(session, by="debit")

    assert fetch(session.id)["status"] == "open"


def test_a_page_that_is_done_says_so_and_takes_nothing() -> None:
    session = open_session()
    paying.pay(session.id)

    answer = post(session, card_number="4242424242424242")

    assert "already done this" in answer.content.decode()
    assert f"{SUCCESS}{session.id}" in answer.content.decode()


def test_a_page_whose_time_is_up_says_so(travel: Any) -> None:
    session = open_session()
    travel.shift(86_401)

    answer = post(session, card_number="4242424242424242")

    assert "has expired" in answer.content.decode()
    assert fetch(session.id)["status"] == "expired"


@pytest.mark.parametrize("path", ["pay/cs_test_guess", "authenticate/pi_guess"])
def test_a_guess_finds_nothing(path: str) -> None:
    assert Client().get(f"/_sandbox/stripe/{path}").status_code == 404


def test_a_form_from_elsewhere_is_refused() -> None:
    session = open_session()
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(page(session), {"card_number": "4242424242424242"})

    assert answer.status_code in {302, 403}
    assert fetch(session.id)["status"] == "open"
