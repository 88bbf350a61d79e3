"""A closed account: nobody signs in, no page to pay on stays open, and no document is lost."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from courses.catalogue.models import Product
from payments import gateway
from payments.models import Document
from payments.sandbox import paying
from payments.settling import settle
from tests.payments.conftest import back, sellers, vagus
from tests.payments.shop import buy

__all__ = ["back", "sellers", "vagus"]


def test_the_person_goes_and_the_documents_stay(
    alice: User, vagus: Product, back: Product, sign_in: Any
) -> None:
    client = sign_in(alice)
    paid, session = buy(alice, vagus)
    paying.pay(session)
    settle(session)
    waiting, page = buy(alice, back)

    call_command("close_account", "ALICE@example.org")

    alice.refresh_from_db()
    waiting.refresh_from_db()
    assert (alice.is_active, alice.certificate_name, alice.first_name) == (False, "", "")
    assert alice.email.endswith("@closed.invalid")
    assert not alice.has_usable_password()
    assert client.get("/learn/").status_code == 302
    assert (waiting.state, gateway.retrieve_session(page).status) == ("cancelled", "expired")
    assert Document.objects.get(order=paid).facts["buyer"]["name"] == "Alice Nguyễn"


def test_nobody_is_closed_twice(alice: User) -> None:
    call_command("close_account", alice.email)

    with pytest.raises(CommandError, match="Nobody"):
        call_command("close_account", "alice@example.org")
