"""Products, prices, coupons, codes and tax: what a session adds up."""

from typing import Any

import pytest
import stripe

from payments.sandbox import paying
from tests.payments.sandbox.shop import fetch, line, open_session


def test_what_was_deleted_is_gone(client: stripe.StripeClient) -> None:
    product = client.v1.products.create({"name": "Gone"})
    coupon = client.v1.coupons.create({"percent_off": 20})
    client.v1.products.delete(product.id)
    client.v1.coupons.delete(coupon.id)

    assert client.v1.products.list().data == []
    assert client.v1.coupons.list().data == []
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.products.retrieve(product.id)
    assert refused.value.http_status == 404


def test_a_product_with_prices_stays(client: stripe.StripeClient) -> None:
    product = client.v1.products.create({"name": "Course"})
    client.v1.prices.create({"product": product.id, "currency": "aud", "unit_amount": 9900})

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.products.delete(product.id)


def test_an_id_of_ones_own_is_taken_once(client: stripe.StripeClient) -> None:
    client.v1.products.create({"id": "vagus", "name": "Course"})

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.products.create({"id": "vagus", "name": "Course"})

    assert refused.value.code == "resource_already_exists"


def test_an_inactive_price_is_not_sold(client: stripe.StripeClient) -> None:
    product = client.v1.products.create({"name": "Course"})
    price = client.v1.prices.create({"product": product.id, "currency": "aud", "unit_amount": 9900})
    sold = open_session(line_items=[{"price": price.id, "quantity": 2}])
    client.v1.prices.update(price.id, {"active": False})

    assert sold.amount_total == 19_800
    with pytest.raises(stripe.InvalidRequestError):
        open_session(line_items=[{"price": price.id, "quantity": 1}])


@pytest.mark.parametrize(
    ("coupon", "total", "shares"),
    [
        ({"percent_off": 20}, 11_840, [1980, 980]),
        ({"amount_off": 1001, "currency": "aud"}, 13_799, [670, 331]),
        ({"amount_off": 20_000, "currency": "aud"}, 0, [9900, 4900]),
    ],
)
def test_a_coupon_is_shared_over_the_lines(
    client: stripe.StripeClient, coupon: Any, total: int, shares: list[int]
) -> None:
    made = client.v1.coupons.create(coupon)

    session = open_session(line(9900), line(4900), discounts=[{"coupon": made.id}])

    lines = client.v1.checkout.sessions.line_items.list(session.id)
    assert session.amount_total == total
    assert [item.amount_discount for item in lines.data] == shares


def test_a_code_stands_for_its_coupon(client: stripe.StripeClient) -> None:
    coupon = client.v1.coupons.create({"percent_off": 50})
    code = client.v1.promotion_codes.create(
        {"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "HALF"}
    )
    session = open_session(discounts=[{"promotion_code": code.id}])
    client.v1.promotion_codes.update(code.id, {"active": False})

    assert session.amount_total == 4950
    assert client.v1.promotion_codes.list({"code": "HALF"}).data[0].active is False
    with pytest.raises(stripe.InvalidRequestError):
        open_session(discounts=[{"promotion_code": code.id}])


@pytest.mark.parametrize(("inclusive", "total", "tax"), [(True, 9900, 900), (False, 10_890, 990)])
def test_a_tax_rate_is_inside_the_price_or_on_top(
    client: stripe.StripeClient, inclusive: bool, total: int, tax: int
) -> None:
    rate = client.v1.tax_rates.create(
        {"display_name": "GST", "inclusive": inclusive, "percentage": 10}
    )

    session = open_session(line(9900) | {"tax_rates": [rate.id]})

    assert session.amount_total == total
    assert session.total_details is not None
    assert session.total_details.amount_tax == tax


@pytest.mark.parametrize(("currency", "tax"), [("aud", 900), ("gbp", 1650)])
def test_automatic_tax_knows_the_buyers_country(currency: str, tax: int) -> None:
    session = open_session(line(currency=currency), automatic_tax={"enabled": True})
    paying.pay(session.id)

    found = fetch(session.id)
    assert found["automatic_tax"]["status"] == "complete"
    assert (found["amount_total"], found["total_details"]["amount_tax"]) == (9900, tax)
