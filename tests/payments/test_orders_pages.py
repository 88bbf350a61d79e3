"""One order, as its buyer sees it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from courses.catalogue.models import Product
from courses.editions.models import Edition
from courses.enrolment.enrolling import enrol
from courses.enrolment.models import Grant
from payments.documents.issuing import issue_credit_note, issue_invoice
from payments.models import Order, Payment, Refund
from tests.factories import make_product
from tests.payments.factories import (
    Wanted,
    make_order,
    make_payment,
    make_refund,
)

AT = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)  # the 26th in Sydney


@pytest.fixture
def buyer(alice: User, sign_in: Any) -> Client:
    client: Client = sign_in(alice)
    return client


@pytest.fixture
def product(edition: Edition) -> Product:
    return make_product(edition.course, aud=9900)


@pytest.fixture
def order(alice: User, product: Product) -> Order:
    """Alice bought the course."""
    made = make_order(alice, lines=[Wanted(9900, product=product)], at=AT)
    line = made.lines.get()
    enrol(alice, line.product.courses()[0], kind=Grant.Kind.PURCHASE, reference=line.reference)
    issue_invoice(made, at=AT)
    return made


def page(client: Client, order: Order) -> str:
    return client.get(f"/orders/{order.public_id}/").content.decode()


def test_nobody_sees_the_orders_of_others(
    order: Order, carol: User, dan: User, sign_in: Any
) -> None:
    for other in (carol, dan):
        client = sign_in(other)
        assert "No orders yet" in client.get("/orders/").content.decode()
        assert client.get(f"/orders/{order.public_id}/").status_code == 404


def test_an_order_shows_lines_tax_document_and_payment(buyer: Client, order: Order) -> None:
    answer = page(buyer, order)

    for words in ("The vagus nerve", "A$99.00", "GST in it", "A$9.00", "TEST-AU-INV-000001",
                  "Visa card ending in 4242", "26 November 2026", "A$99.00 paid on"):  # fmt: skip
        assert words in answer
    assert "/documents/TEST-AU-INV-000001.pdf" in answer


def test_an_open_course_is_one_step_away(buyer: Client, order: Order) -> None:
    assert 'href="/learn/vagus-nerve/"' in page(buyer, order)

    Grant.objects.update(revoked_at=AT)
    assert 'href="/learn/vagus-nerve/"' not in page(buyer, order)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("awaiting_payment", "Nothing has been charged yet"),
        ("processing", "A direct debit takes a few working days"),
        ("paid", "paid on 26 November 2026"),
        ("partially_refunded", "Part of it was refunded"),
        ("refunded", "All of it was refunded"),
        ("expired", "It was not paid in time"),
        ("cancelled", "It was cancelled before it was paid"),
    ],
)
def test_an_order_says_in_plain_words_how_it_stands(
    state: str, words: str, buyer: Client, alice: User
) -> None:
    assert words in page(buyer, make_order(alice, state=state, at=AT))


@pytest.mark.parametrize(
    ("state", "actions"),
    [
        ("awaiting_payment", {"pay", "cancel"}),
        ("processing", set()),
        ("paid", {"refund-request"}),
        ("refunded", {"refund-request"}),
        ("expired", set()),
        ("cancelled", set()),
    ],
)
def test_an_order_offers_what_applies(
    state: str, actions: set[str], buyer: Client, alice: User
) -> None:
    order = make_order(alice, state=state)
    answer = page(buyer, order)

    offered = {
        action
        for action in ("pay", "cancel", "refund-request")
        if f"/orders/{order.public_id}/{action}/" in answer
    }
    assert offered == actions


def test_what_is_refunded_already_cannot_be_asked_for(buyer: Client, order: Order) -> None:
    make_refund(order, state=Refund.State.PENDING)

    assert "refund-request" not in page(buyer, order)


def test_a_payment_in_question_is_not_paid_again(buyer: Client, alice: User) -> None:
    order = make_order(
        alice, state="awaiting_payment", needs_review=True, review_reason="Another amount."
    )
    answer = page(buyer, order)

    assert "We have a question about the payment" in answer
    assert "Another amount." not in answer
    assert "/pay/" not in answer


def test_pc48_a_failed_debit_is_told(buyer: Client, alice: User) -> None:
    order = make_order(alice, state="awaiting_payment")
    make_payment(order, state=Payment.State.FAILED, method="au_becs_debit", last4="1234")
    make_payment(order, state=Payment.State.EXPIRED, method="card")
    answer = page(buyer, order)

    assert "BECS direct debit ending in 1234" in answer
    assert answer.count("Did not go through") == 1


def test_pc53_a_partial_refund_is_told_with_its_note(buyer: Client, order: Order) -> None:
    refund = make_refund(order, 4900)
    order.lines.update(refunded=4900)
    issue_credit_note(refund, at=AT)
    answer = page(buyer, order)

    assert "A$49.00 refunded" in answer
    assert "Adjustment note TEST-AU-CN-000001" in answer
    assert "Sent" in answer


@pytest.mark.parametrize("state", ["proposed", "canceled"])
def test_a_refund_that_is_not_sent_is_not_told(state: str, buyer: Client, order: Order) -> None:
    make_refund(order, 4900, state=state)

    assert "A$49.00" not in page(buyer, order)


def test_pc35_a_free_order_says_that_there_was_nothing_to_pay(buyer: Client, alice: User) -> None:
    answer = page(buyer, make_order(alice, lines=[Wanted(9900, discount=9900)]))

    assert "There was nothing to pay." in answer
    assert "refund-request" not in answer


def test_a_page_of_an_order_costs_few_queries(
    buyer: Client, order: Order, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page(buyer, order)

    with django_assert_num_queries(14):
        page(buyer, order)


def test_pc60_an_order_without_its_buyer_is_nobodys(
    order: Order, alice: User, buyer: Client
) -> None:
    Order.objects.update(user=None)

    assert buyer.get(f"/orders/{order.public_id}/").status_code == 404
