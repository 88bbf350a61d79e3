"""A buyer's list of orders."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.payments.factories import Wanted, make_order

AT = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)  # the 26th in Sydney


@pytest.fixture
def buyer(alice: User, sign_in: Any) -> Client:
    client: Client = sign_in(alice)
    return client


def test_without_orders_the_list_leads_to_the_courses(buyer: Client) -> None:
    answer = buyer.get("/orders/").content.decode()

    assert "No orders yet" in answer
    assert 'href="/courses/"' in answer


def test_the_list_names_what_was_bought(buyer: Client, alice: User) -> None:
    order = make_order(alice, lines=[Wanted(9900, title="The vagus nerve")], at=AT)
    answer = buyer.get("/orders/").content.decode()

    assert "The vagus nerve" in answer
    assert f"Order {order.reference}, 26 November 2026" in answer
    assert "A$99.00" in answer


def test_the_list_shows_twenty_a_page(buyer: Client, alice: User) -> None:
    for number in range(21):
        make_order(alice, lines=[Wanted(title=f"Title {number}.")], at=AT + timedelta(days=number))

    first, second = (buyer.get(f"/orders/?page={page}").content.decode() for page in (1, 2))
    assert (first.count(">Title "), second.count(">Title ")) == (20, 1)
    assert ">Title 0.<" in second


def test_the_list_costs_few_queries(
    buyer: Client, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        make_order(alice, lines=[9900, 4900])
    buyer.get("/orders/")

    with django_assert_num_queries(5):
        buyer.get("/orders/")


def test_the_account_leads_to_the_orders(buyer: Client) -> None:
    assert 'href="/orders/"' in buyer.get("/accounts/profile/").content.decode()
