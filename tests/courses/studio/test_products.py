"""The shelf in the studio: admins put on it, price and retire; nobody else sees it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course, Price, Product
from courses.editions.compiling import compile_course
from courses.editions.publishing import publish
from courses.editions.readiness import readiness_of
from cpd.audit.models import AuditEntry
from cpd.money import Money
from tests.factories import MINOR, make_bundle, make_course, make_product, make_user, publish_course
from tests.prices import price_of


@pytest.fixture
def kim(roles: Any) -> User:
    """An admin."""
    user = make_user("kim@example.org", is_staff=True)
    user.groups.add(roles["Admin"])
    return user


@pytest.fixture
def admin(kim: User, sign_in: Any) -> Client:
    """Kim at the desk."""
    client: Client = sign_in(kim)
    return client


@pytest.fixture
def product(course: Course) -> Product:
    """The vagus course on the shelf."""
    return make_product(course, aud=4900, gbp=2500)


def prices(product: Product) -> list[Money | None]:
    found = [price_of(product, currency) for currency in ("AUD", "GBP")]
    return [price.money if price else None for price in found]


def test_an_admin_puts_a_course_on_the_shelf_once(admin: Client, course: Course) -> None:
    address = reverse("studio:add_course_product", args=[course.pk])

    admin.post(address)
    admin.post(address)

    assert Product.objects.get().course == course
    assert "The vagus nerve" in admin.get(reverse("studio:products")).content.decode()


def test_an_admin_sets_both_prices_as_decimals(admin: Client, product: Product, kim: User) -> None:
    address = reverse("studio:price", args=[product.pk])

    response = admin.post(address, {"AUD": "59.00", "GBP": "25.00"}, follow=True)

    assert prices(product) == [Money(5900, "AUD"), Money(2500, "GBP")]
    assert "A$49.00" in response.content.decode()
    assert AuditEntry.objects.get(act="price.set").actor == kim


def test_an_empty_field_ends_the_price_in_that_currency(admin: Client, product: Product) -> None:
    admin.post(reverse("studio:price", args=[product.pk]), {"AUD": "49", "GBP": ""})

    assert prices(product) == [Money(4900, "AUD"), None]


@pytest.mark.parametrize("typed", ["A$59", "59,00", "-1", "0.10", "5.999"])
def test_a_price_that_cannot_be_is_refused_and_kept_in_the_field(
    admin: Client, product: Product, typed: str
) -> None:
    response = admin.post(
        reverse("studio:price", args=[product.pk]), {"AUD": typed, "GBP": "30.00"}
    )

    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()
    assert prices(product) == [Money(4900, "AUD"), Money(2500, "GBP")]


def test_a_course_that_is_given_away_loses_its_prices_and_takes_none(
    admin: Client, product: Product
) -> None:
    admin.post(reverse("studio:product", args=[product.pk]), {"is_free": "on", "is_active": "on"})
    admin.post(reverse("studio:price", args=[product.pk]), {"AUD": "59.00"})

    product.refresh_from_db()
    assert product.is_free
    assert not Price.objects.active().exists()


def test_an_admin_makes_a_bundle_and_what_is_new_in_it_comes_last(
    admin: Client, course: Course
) -> None:
    apart, between = make_course("apart", title="A part"), make_course("between", title="Between")
    values = {"title": "Two", "slug": "two", "summary": "Both.", "is_active": "on"}

    admin.post(reverse("studio:add_bundle"), {**values, "courses": [course.pk, between.pk]})
    bundle = Product.objects.get(kind="bundle")
    everything = [apart.pk, between.pk, course.pk]
    admin.post(reverse("studio:product", args=[bundle.pk]), {**values, "courses": everything})

    assert [found.slug for found in Product.objects.get().courses()] == [
        "between", "vagus-nerve", "apart",
    ]  # fmt: skip


def test_a_bundle_of_one_is_refused(admin: Client, course: Course) -> None:
    values = {"title": "One", "slug": "one", "courses": [course.pk]}

    response = admin.post(reverse("studio:add_bundle"), values)

    assert "Choose at least two courses." in response.content.decode()
    assert not Product.objects.exists()


def test_a_retired_product_stays_and_is_not_sold(
    admin: Client, product: Product, course: Course
) -> None:
    publish_course(course)

    admin.post(reverse("studio:product", args=[product.pk]), {})

    assert not Product.objects.get().is_active
    assert "Not on sale" in Client().get("/courses/vagus-nerve/").content.decode()


def test_nobody_but_an_admin_sets_prices(
    dan: User, bob: User, product: Product, sign_in: Any
) -> None:
    for user in (dan, bob):
        sign_in(user).post(reverse("studio:price", args=[product.pk]), {"AUD": "1.00"})

    assert prices(product)[0] == Money(4900, "AUD")


def test_a_product_is_named_as_its_published_course(product: Product, course: Course) -> None:
    publish_course(course)
    course.title = "The vagus, again"
    course.save()
    publish(course, note="A title.", change_class=MINOR)

    product.refresh_from_db()
    assert product.title == "The vagus, again"


def unsold(course: Course) -> list[str]:
    """Return what the readiness list says of the price."""
    checks = {check.key: check for check in readiness_of(compile_course(course))}
    return [finding.words for finding in checks["price"].findings]


def test_the_draft_says_what_keeps_a_course_from_being_sold(course: Course) -> None:
    assert "not on the shelf" in unsold(course)[0]
    product = make_product(course, aud=4900)
    assert unsold(course) == [
        "The course has no price in GBP, so it is not on sale there. An admin sets it."
    ]
    Product.objects.filter(pk=product.pk).update(is_free=True)
    assert unsold(course) == []


def test_a_course_without_a_price_is_published_all_the_same(
    dan: User, course: Course, sign_in: Any
) -> None:
    page = sign_in(dan).get(reverse("studio:readiness", args=[course.pk])).content.decode()
    assert "not on the shelf" in page

    assert publish_course(course).number == 1


def test_a_bundle_with_its_courses_is_listed_with_both_prices(
    admin: Client, product: Product, course: Course
) -> None:
    make_bundle([course, make_course("other")], aud=9900, gbp=4900)

    page = admin.get(reverse("studio:products")).content.decode()

    for words in ("A$49.00", "£25.00", "A$99.00", "£49.00", "2 courses"):
        assert words in page
