"""Prices: one at a time in each currency, written once, with who changed them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import User
from courses.catalogue.models import Course, Price, Product, ProductItem
from courses.catalogue.pricing import (
    IsFree,
    TooSmall,
    end_price,
    give_away,
    set_price,
    stop_giving_away,
)
from courses.immutable import WrittenOnceError
from cpd.audit.models import AuditEntry
from cpd.money import Money
from tests.factories import make_course, make_product, make_user
from tests.prices import price_of

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def kim(db: None) -> User:
    """An admin."""
    return make_user("kim@example.org")


@pytest.fixture
def product(db: None) -> Product:
    """A course on the shelf, without a price yet."""
    return make_product(make_course())


def test_a_new_price_closes_the_old_one_and_says_who_did_it(product: Product, kim: User) -> None:
    with time_machine.travel(NOON, tick=False):
        old = set_price(product, Money(4900, "AUD"), by=kim)
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        new = set_price(product, Money(5900, "AUD"), by=kim)

    old.refresh_from_db()
    assert old.active_until == new.active_from == NOON + timedelta(days=1)
    assert price_of(product, "AUD") == new
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.actor) == ("price.set", kim)
    assert entry.details == {"prices": {"before": "A$49.00", "after": "A$59.00"}}


def test_the_same_price_again_changes_nothing(product: Product, kim: User) -> None:
    first = set_price(product, Money(4900, "AUD"), by=kim)

    assert set_price(product, Money(4900, "AUD"), by=kim) == first
    assert AuditEntry.objects.filter(act="price.set").count() == 1


def test_each_currency_and_interval_has_its_own_price(product: Product, kim: User) -> None:
    set_price(product, Money(4900, "AUD"), by=kim)
    set_price(product, Money(2500, "GBP"), by=kim)
    set_price(product, Money(9900, "AUD"), by=kim, interval=Price.Interval.YEAR)

    prices = [price_of(product, currency) for currency in ("AUD", "GBP")]
    assert [price.money for price in prices if price] == [Money(4900, "AUD"), Money(2500, "GBP")]


@pytest.mark.parametrize(
    ("amount", "currency"), [(49, "AUD"), (29, "GBP"), (0, "AUD"), (-1, "GBP")]
)
def test_less_than_the_smallest_charge_is_refused(
    product: Product, kim: User, amount: int, currency: str
) -> None:
    with pytest.raises(TooSmall):
        set_price(product, Money(amount, currency), by=kim)

    assert price_of(product, currency) is None


def test_a_free_course_has_no_price(product: Product, kim: User) -> None:
    set_price(product, Money(4900, "AUD"), by=kim)

    give_away(product, by=kim)

    assert price_of(product, "AUD") is None
    with pytest.raises(IsFree):
        set_price(product, Money(4900, "AUD"), by=kim)


def test_a_course_that_was_free_may_be_sold_again(product: Product, kim: User) -> None:
    give_away(product, by=kim)
    stop_giving_away(product, by=kim)

    assert set_price(product, Money(4900, "AUD"), by=kim) == price_of(product, "AUD")
    assert [entry.act for entry in AuditEntry.objects.order_by("pk")] == [
        "product.made_free", "product.made_payable", "price.set",
    ]  # fmt: skip


def test_an_ended_price_stays_in_the_history(product: Product, kim: User) -> None:
    set_price(product, Money(4900, "AUD"), by=kim)

    end_price(product, "AUD", by=kim)

    assert price_of(product, "AUD") is None
    assert product.prices.get().active_until is not None


def test_a_price_is_neither_changed_nor_deleted(product: Product, kim: User) -> None:
    price = set_price(product, Money(4900, "AUD"), by=kim)

    price.unit_amount = 1
    with pytest.raises(WrittenOnceError):
        price.save()
    with pytest.raises(WrittenOnceError):
        price.delete()


def price(product: Product, amount: int = 4900, currency: str = "AUD", **values: object) -> Price:
    return Price.objects.create(product=product, unit_amount=amount, currency=currency, **values)


@pytest.mark.parametrize(
    ("rule", "write"),
    [
        ("price_reaches_the_smallest_charge", lambda p: price(p, 49)),
        ("price_reaches_the_smallest_charge", lambda p: price(p, 29, "GBP")),
        ("price_is_more_than_nothing|price_reaches", lambda p: price(p, 0)),
        ("price_currency_is_known|price_reaches", lambda p: price(p, 4900, "USD")),
        ("price_interval_is_known", lambda p: price(p, interval="week")),
        ("price_ends_after_it_starts", lambda p: price(p, active_until=NOON)),
        ("product_only_a_course_is_free", lambda p: bundle(is_free=True)),
        ("product_names_a_course_if_it_is_one", lambda p: bundle(course=make_course("other"))),
        ("product_names_a_course_if_it_is_one", lambda p: bundle(kind="course")),
    ],
)  # fmt: skip
def test_the_database_keeps_the_rule(
    product: Product, rule: str, write: Callable[[Product], object]
) -> None:
    with (
        time_machine.travel(NOON + timedelta(days=1)),
        pytest.raises(IntegrityError, match=rule),
        transaction.atomic(),
    ):
        write(product)


def test_the_database_keeps_one_active_price(product: Product) -> None:
    price(product)

    with pytest.raises(IntegrityError), transaction.atomic():
        price(product, 5900)


def test_the_database_keeps_one_product_a_course(product: Product) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_product(Course.objects.get(), slug="again")


def bundle(**values: object) -> Product:
    return Product.objects.create(
        **{"kind": Product.Kind.BUNDLE, "title": "Two", "slug": "two", **values}
    )


def test_a_bundle_names_its_courses_in_order_and_each_once(product: Product) -> None:
    two, second = bundle(), make_course("second")
    ProductItem.objects.create(product=two, course=second, position=2)
    ProductItem.objects.create(
        product=two, course=Course.objects.get(slug="vagus-nerve"), position=1
    )

    found = Product.objects.with_courses().get(pk=two.pk)
    assert [course.slug for course in found.courses()] == ["vagus-nerve", "second"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductItem.objects.create(product=two, course=second)
