"""A learner's bodies on the profile: add, change, remove; nobody else's."""

from typing import Any

import pytest
from django.test import Client

from accounts.closing import close_account
from accounts.joining import join_body
from accounts.models import BodyMembership, ProfessionalBody, User
from tests.bodies import make_body

ADD = "/accounts/bodies/"


@pytest.fixture
def amt(db: None) -> ProfessionalBody:
    """A body of Australia."""
    return make_body("amt")


@pytest.fixture
def client(alice: User, sign_in: Any) -> Client:
    """Alice at her profile."""
    signed_in: Client = sign_in(alice)
    return signed_in


def test_a_learner_adds_a_body_and_sees_it(
    client: Client, alice: User, amt: ProfessionalBody
) -> None:
    values = {"body": amt.pk, "number": "  A  1-23 ", "on_certificates": "on"}

    page = client.post(ADD, values, follow=True).content.decode()

    assert alice.memberships.get().number == "A 1-23"
    assert "Association amt" in page
    assert "AMT A 1-23" in page


def test_the_bodies_of_my_country_stand_first(
    client: Client, amt: ProfessionalBody, sign_in: Any, carol: User
) -> None:
    make_body("fht", country="GB")

    def order(someone: Client) -> bool:
        page = someone.get(ADD).content.decode()
        return page.index("Association amt") < page.index("Association fht")

    assert order(client)
    assert not order(sign_in(carol))


def test_what_is_not_listed_or_is_mine_already_is_not_offered(
    client: Client, alice: User, amt: ProfessionalBody
) -> None:
    join_body(alice, amt)
    hidden = make_body("gone", is_listed=False)

    page = client.get(ADD).content.decode()
    response = client.post(ADD, {"body": hidden.pk})

    assert "Association amt" not in page
    assert "Association gone" not in page
    assert response.status_code == 422
    assert alice.memberships.count() == 1


def test_a_number_that_cannot_be_printed_is_named_and_kept(
    client: Client, amt: ProfessionalBody
) -> None:
    response = client.post(ADD, {"body": amt.pk, "number": "A\u200e1"})

    assert response.status_code == 422
    assert "left-to-right mark" in response.content.decode()
    assert not BodyMembership.objects.exists()


def test_a_learner_changes_number_and_printing(
    client: Client, alice: User, amt: ProfessionalBody
) -> None:
    join_body(alice, amt, number="1")

    page = client.post(f"{ADD}amt/", {"number": "2"}, follow=True).content.decode()

    membership = alice.memberships.get()
    assert (membership.number, membership.on_certificates) == ("2", False)
    assert "not printed on your certificates" in page


def test_a_learner_removes_a_body(client: Client, alice: User, amt: ProfessionalBody) -> None:
    join_body(alice, amt)

    assert client.post(f"{ADD}amt/remove/").status_code == 302
    assert not alice.memberships.exists()


def test_looking_removes_nothing(client: Client, alice: User, amt: ProfessionalBody) -> None:
    join_body(alice, amt)

    assert client.get(f"{ADD}amt/remove/").status_code == 405
    assert alice.memberships.exists()


def test_somebody_elses_membership_does_not_exist(
    client: Client, carol: User, amt: ProfessionalBody
) -> None:
    join_body(carol, amt, number="secret")

    assert client.get(f"{ADD}amt/").status_code == 404
    assert client.post(f"{ADD}amt/", {"number": "9"}).status_code == 404
    assert client.post(f"{ADD}amt/remove/").status_code == 404
    assert carol.memberships.get().number == "secret"


def test_memberships_go_with_a_closed_account(
    alice: User, carol: User, amt: ProfessionalBody
) -> None:
    join_body(alice, amt, number="1")
    join_body(carol, amt, number="2")

    close_account(alice)

    assert BodyMembership.objects.get().learner == carol
