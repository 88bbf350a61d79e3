"""The basket goes along with whoever signs in or up on the way to pay."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Product
from tests.factories import PASSWORD


@pytest.fixture
def client(vagus: Product) -> Client:
    """A visitor with a course in the basket."""
    visitor = Client()
    visitor.post(f"/checkout/add/{vagus.public_id}/")
    return visitor


def titles(client: Client) -> list[str]:
    return [product.title for product in client.get("/checkout/").context["till"].products]


def test_the_basket_survives_signing_in_with_a_password(alice: User, client: Client) -> None:

    response = client.post(
        "/accounts/login/?next=/checkout/",
        {"login": alice.email, "password": PASSWORD, "next": "/checkout/"},
    )

    assert response.headers["Location"] == "/checkout/"
    assert titles(client) == ["Vagus nerve"]


def test_the_basket_survives_signing_in_with_a_code(
    alice: User, client: Client, mailoutbox: Any
) -> None:
    asked = client.post("/accounts/login/code/", {"email": alice.email, "next": "/checkout/"})

    response = client.post(asked.headers["Location"], {"code": newest_code(mailoutbox)})

    assert response.headers["Location"] == "/checkout/"
    assert titles(client) == ["Vagus nerve"]


def test_the_basket_survives_signing_up(client: Client, mailoutbox: Any) -> None:
    values = {"email": "zoe@example.org", "password1": PASSWORD, "next": "/checkout/"}
    client.post("/accounts/signup/?next=/checkout/", values)

    response = client.post("/accounts/confirm-email/", {"code": newest_code(mailoutbox)})

    assert response.headers["Location"] == "/checkout/"
    assert titles(client) == ["Vagus nerve"]


def newest_code(mails: list[Any]) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,6}-?[A-Z0-9]{3,6})\s*$", mails[-1].body, re.MULTILINE)
    assert found is not None
    return found[1]
