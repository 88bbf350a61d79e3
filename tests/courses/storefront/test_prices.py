"""What things cost, on every page that says so."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from courses.catalogue.models import Course, Product
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from tests.courses.storefront.seeing import page
from tests.factories import make_full_course, make_product, publish_course

BRITAIN = {"accept-language": "en-GB"}


@pytest.mark.parametrize(
    "address", ["/courses/", "/courses/vagus-nerve/", "/courses/vagus-nerve/lessons/lesson-1/"]
)
def test_a_price_is_in_the_visitors_currency_with_its_tax(priced: Product, address: str) -> None:
    assert "A$79.00 incl. GST" in page(address)
    assert "£39.00 incl. VAT" in page(address, **BRITAIN)


@pytest.mark.parametrize("address", ["/courses/", "/courses/vagus-nerve/"])
def test_a_free_course_says_so(edition: Edition, address: str) -> None:
    make_product(edition.course, is_free=True)

    text = page(address)
    assert "Free" in text
    assert "incl. GST" not in text


def test_a_free_course_leads_to_enrolling_and_a_priced_one_to_the_basket(edition: Edition) -> None:
    product = make_product(edition.course, is_free=True)
    free = Client().get("/courses/vagus-nerve/").content.decode()
    Product.objects.update(is_free=False)
    product.prices.create(currency="AUD", unit_amount=4900)
    priced = Client().get("/courses/vagus-nerve/").content.decode()

    assert 'href="/courses/vagus-nerve/enrol/"' in free
    assert f'action="/checkout/add/{product.public_id}/"' in priced
    assert "/enrol/" not in priced


@pytest.mark.parametrize(
    "values", [{}, {"aud": 4900}, {"aud": 4900, "gbp": 2500, "is_active": False}]
)
def test_what_is_not_sold_in_the_country_says_so_and_offers_no_button(
    edition: Edition, values: Any
) -> None:
    make_product(edition.course, **values)

    html = Client().get("/courses/vagus-nerve/", headers=BRITAIN).content.decode()
    assert "Not on sale in your country yet" in html
    assert "/checkout/add/" not in html


def test_who_is_enrolled_goes_on_learning(
    priced: Product, alice: User, enrolment: Enrolment, sign_in: Any
) -> None:
    html = sign_in(alice).get("/courses/vagus-nerve/").content.decode()

    assert 'href="/learn/vagus-nerve/"' in html
    assert "/checkout/add/" not in html


def test_search_engines_read_an_offer_in_each_currency(priced: Product) -> None:
    offers = structured("/courses/vagus-nerve/")["offers"]

    assert [(offer["price"], offer["priceCurrency"]) for offer in offers] == [
        ("79.00", "AUD"), ("39.00", "GBP"),
    ]  # fmt: skip
    assert {offer["availability"] for offer in offers} == {"https://schema.org/InStock"}


def test_search_engines_read_nought_for_a_free_course_and_nothing_for_an_unsold_one(
    edition: Edition,
) -> None:
    assert "offers" not in structured("/courses/vagus-nerve/")

    make_product(edition.course, is_free=True)
    assert {offer["price"] for offer in structured("/courses/vagus-nerve/")["offers"]} == {"0"}


def structured(address: str) -> dict[str, Any]:
    html = Client().get(address).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("price=free", ["flags"]),
        ("price=low", ["necks"]),
        ("price=high", ["vagus-nerve"]),
        ("price=none", ["backs"]),
        ("price=free&price=low&sort=price", ["flags", "necks"]),
        ("sort=price", ["flags", "necks", "vagus-nerve", "backs"]),
    ],
)
def test_the_catalogue_filters_and_sorts_by_price(
    priced: Product, second: Course, query: str, slugs: list[str]
) -> None:
    make_product(publish_course(make_full_course("flags", title="Flags")).course, is_free=True)
    publish_course(make_full_course("backs", title="Backs"))

    response = Client().get(f"/courses/?{query}")
    assert [card.edition.course.slug for card in response.context["found"].cards] == slugs


def test_the_price_classes_follow_the_currency(priced: Product, second: Course) -> None:
    def labels(**headers: str) -> list[str]:
        found = Client().get("/courses/", headers=headers).context["found"]
        group = next(group for group in found.filters if group.name == "price")
        return [option.label for option in group.options]

    assert labels() == ["Up to A$50", "Over A$50"]
    assert labels(**BRITAIN) == ["Up to £30", "Over £30"]


def test_prices_cost_the_same_queries_for_any_number_of_courses(
    bundle: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for address, count in (("/courses/", 3), ("/courses/vagus-nerve/", 7)):
        with django_assert_num_queries(count):
            Client().get(address)
