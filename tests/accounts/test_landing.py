"""Where a sign-in leads, and how staff get back to the studio."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD, make_user

LOGIN = "/accounts/login/?with=password"
LINK = '<a href="/cms/">Studio</a></li>'


@pytest.fixture
def jo(roles: Any) -> User:
    """Support."""
    user = make_user("jo@example.org", is_staff=True)
    user.groups.add(roles["Support"])
    return user


def landing(client: Client, user: User, address: str = LOGIN) -> str:
    answer = client.post(address, {"login": user.email, "password": PASSWORD})
    return answer.headers["Location"]


def test_staff_land_in_the_studio(client: Client, jo: User) -> None:
    assert landing(client, jo) == "/cms/"


def test_learners_land_at_their_learning(client: Client, alice: User) -> None:
    assert landing(client, alice) == "/learn/"


def test_a_page_that_was_asked_for_goes_first(client: Client, jo: User) -> None:
    assert landing(client, jo, f"{LOGIN}&next=/courses/") == "/courses/"


def test_staff_without_a_role_land_with_learners(client: Client, db: None) -> None:
    assert landing(client, make_user("new@example.org", is_staff=True)) == "/learn/"


def test_the_menu_leads_to_the_studio_for_who_may_enter_it(
    client: Client, jo: User, alice: User, sign_in: Any
) -> None:
    def header(browser: Client) -> str:
        return browser.get("/courses/").content.decode().split("</header>")[0]

    roleless = make_user("new@example.org", is_staff=True)

    assert header(sign_in(jo)).count(LINK) == 2  # in the row of links, and in the narrow menu
    assert not any(LINK in header(browser) for browser in (sign_in(alice), sign_in(roleless)))
    assert LINK not in header(client)
