"""The basket: kept in the session, through signing in and up, and honest about what left it."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Course, Product
from courses.editions.models import Edition
from courses.editions.publishing import retire
from payments import basket
from tests.factories import (
    make_bundle,
    make_course,
    make_full_course,
    make_product,
    publish_course,
)

pytestmark = pytest.mark.usefixtures("sellers")


@pytest.fixture
def product(edition: Edition) -> Product:
    """The vagus course for sale."""
    return make_product(edition.course, aud=4900, gbp=2500)


@pytest.fixture
def second(edition: Edition) -> Product:
    """Another course for sale."""
    course = publish_course(make_full_course("necks", title="Necks")).course
    return make_product(course, aud=3900, gbp=1900)


@pytest.fixture
def bundle(product: Product, second: Product) -> Product:
    """Both together."""
    return make_bundle([*product.courses(), *second.courses()], aud=5900, gbp=2900)


def put(client: Client, product: Product) -> Any:
    return client.post(f"/checkout/add/{product.public_id}/", follow=True)


def titles(client: Client) -> list[str]:
    """What the checkout shows, in order."""
    return [product.title for product in client.get("/checkout/").context["till"].products]


def test_a_visitor_buys_from_the_courses_page_and_stands_at_the_checkout(product: Product) -> None:
    client = Client()

    response = put(client, product)

    assert response.redirect_chain == [("/checkout/", 302)]
    assert "A$49.00" in response.content.decode()
    assert 'href="/accounts/login/?next=/checkout/"' in response.content.decode()


def test_the_same_product_twice_is_in_the_basket_once(product: Product) -> None:
    client = Client()
    put(client, product)
    put(client, product)

    assert titles(client) == ["The vagus nerve"]


def test_products_stay_in_the_order_they_came_and_go_when_removed(
    product: Product, second: Product
) -> None:
    client = Client()
    put(client, second)
    put(client, product)
    assert titles(client) == ["Necks", "The vagus nerve"]

    client.post(f"/checkout/remove/{second.public_id}/")

    assert titles(client) == ["The vagus nerve"]


def test_the_header_counts_what_is_in_the_basket_and_is_quiet_when_empty(product: Product) -> None:
    client = Client()
    assert "basket-link" not in client.get("/evidence/").content.decode()

    put(client, product)

    page = client.get("/evidence/").content.decode()
    assert re.search(r'class="basket-link".*?<span class="count">1</span>', page, re.DOTALL)


@pytest.mark.parametrize("values", [{"is_active": False}, {"is_free": True}])
def test_what_is_not_on_sale_is_forgotten_with_a_message(
    product: Product, second: Product, values: dict[str, bool]
) -> None:
    client = Client()
    put(client, product)
    put(client, second)
    Product.objects.filter(pk=product.pk).update(**values)

    page = client.get("/checkout/").content.decode()

    assert "“The vagus nerve” is not on sale any more" in page
    assert "not on sale any more" not in client.get("/checkout/").content.decode()
    assert titles(client) == ["Necks"]


def test_a_retired_course_leaves_the_basket(product: Product, dan: User) -> None:
    client = Client()
    put(client, product)
    retire(Course.objects.get(), by=dan)

    assert "Your basket is empty" in client.get("/checkout/").content.decode()


def test_what_is_not_on_sale_cannot_be_put_into_it(product: Product) -> None:
    Product.objects.update(is_active=False)

    assert Client().post(f"/checkout/add/{product.public_id}/").status_code == 404


def test_a_course_without_a_price_in_the_country_cannot_be_put_into_it(edition: Edition) -> None:
    product = make_product(edition.course, aud=4900)
    british = Client(headers={"accept-language": "en-GB"})

    assert british.post(f"/checkout/add/{product.public_id}/").status_code == 404


def test_a_free_course_leads_to_enrolling(edition: Edition) -> None:
    product = make_product(edition.course, is_free=True)

    response = Client().post(f"/checkout/add/{product.public_id}/")

    assert response.headers["Location"] == "/courses/vagus-nerve/enrol/"


def test_a_bundle_takes_the_place_of_its_courses(product: Product, bundle: Product) -> None:
    client = Client()
    put(client, product)

    response = put(client, bundle)

    assert titles(client) == ["Both courses"]
    assert "is in the bundle, so we took it out" in response.content.decode()


def test_a_course_of_a_bundle_in_the_basket_is_not_added(product: Product, bundle: Product) -> None:
    client = Client()
    put(client, bundle)

    response = put(client, product)

    assert titles(client) == ["Both courses"]
    assert "is already in the bundle “Both courses”" in response.content.decode()


def test_the_basket_has_an_end(db: None) -> None:
    session = Client().session
    for number in range(basket.LARGEST):
        basket.add(session, make_product(make_course(f"course-{number}")))

    with pytest.raises(basket.BasketFull):
        basket.add(session, make_product(make_course("one-more")))
