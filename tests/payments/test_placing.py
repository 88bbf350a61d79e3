"""From the basket to the order: prices, discounts, tax and codes, frozen and right (PC30 to
PC41)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Product
from courses.catalogue.pricing import set_price
from courses.enrolment.enrolling import Withdrawn, withdraw
from courses.enrolment.models import Enrolment
from cpd.money import Money, UnknownCurrency
from payments.models import Order, OrderLine, Payment, TaxRule
from payments.paying import NotPayable, StripeAway, items_of, pay_nothing, start_attempt
from payments.placing import (
    AlreadyOwned,
    Details,
    GivenTwice,
    NeedsConsent,
    NothingToBuy,
    NotOnSale,
    StillProcessing,
)
from payments.quoting import NotSold, quote
from payments.sandbox import faults, paying
from payments.sandbox.models import SandboxObject
from payments.settling import settle
from tests.factories import make_full_course, make_product
from tests.payments.factories import make_seller
from tests.payments.shop import (
    AUSTRALIA,
    BRITAIN,
    buy,
    has_access,
    mails,
    newest,
    order_for,
    tell_all,
    work,
)


def sums(order: Order) -> tuple[int, int, int, int]:
    return order.subtotal, order.discount_total, order.tax_total, order.total


def test_an_order_in_each_country_has_its_currency_and_its_tax(
    alice: User, carol: User, vagus: Product
) -> None:
    australian = order_for(alice, vagus)
    british = order_for(carol, vagus, details=BRITAIN)

    assert (australian.currency, sums(australian)) == ("AUD", (9900, 0, 900, 9900))
    assert (british.currency, sums(british)) == ("GBP", (4900, 0, 817, 4900))
    assert [line.tax_name for line in (australian.lines.get(), british.lines.get())] == [
        "GST",
        "VAT",
    ]


def test_a_seller_that_is_not_registered_charges_no_tax(alice: User, vagus: Product) -> None:
    seller = make_seller("AU")
    seller.gst_registered = False
    seller.save()

    assert sums(order_for(alice, vagus)) == (9900, 0, 0, 9900)


def test_the_rate_is_the_one_of_the_day(alice: User, vagus: Product) -> None:
    today = timezone.now().date()
    TaxRule.objects.update(valid_to=today - timedelta(days=1))
    TaxRule.objects.create(country="AU", name="GST", rate_bp=1500, valid_from=today)

    assert order_for(alice, vagus).tax_total == 1291


def test_a_buyers_number_takes_the_tax_away_only_where_the_rule_says_so(
    alice: User, vagus: Product, back: Product
) -> None:
    details = Details(**{**_values(AUSTRALIA), "tax_number": "51 824 753 556"})
    with_tax = order_for(alice, vagus, details=details)
    TaxRule.objects.update(buyer_number_frees=True)

    without = order_for(alice, back, details=details)

    assert (with_tax.tax_total, without.tax_total) == (900, 0)


def _values(details: Details) -> dict[str, str]:
    return {name: getattr(details, name) for name in Details.__dataclass_fields__}


def test_pc30_a_price_that_changes_during_checkout_changes_no_order(
    alice: User, vagus: Product
) -> None:
    order, session = buy(alice, vagus)
    set_price(vagus, Money(19900, "AUD"), by=alice)

    paying.pay(session)
    tell_all()

    order.refresh_from_db()
    assert (order.state, order.total) == ("paid", 9900)


def test_a_new_price_is_a_new_order(alice: User, vagus: Product) -> None:
    old = order_for(alice, vagus)
    set_price(vagus, Money(19900, "AUD"), by=alice)

    assert order_for(alice, vagus) != old


def test_the_same_basket_again_is_the_same_order(alice: User, vagus: Product) -> None:
    first, session = buy(alice, vagus)
    second, same = buy(alice, vagus)

    assert (first, session) == (second, same)
    assert Payment.objects.count() == 1


def test_pc31_items_that_do_not_add_up_are_never_sent(alice: User, vagus: Product) -> None:
    order = order_for(alice, vagus)
    OrderLine.objects.update(unit_amount=100, total=100)

    with pytest.raises(ValueError, match="add up"):
        items_of(order)


def test_pc33_no_other_currency_is_priced(alice: User, vagus: Product) -> None:
    with pytest.raises(UnknownCurrency):
        Money(100, "JPY")
    with pytest.raises(NotSold):
        quote([vagus], country="NZ")


def test_pc35_a_free_course_is_an_order_over_nothing(
    alice: User, gratis: Product, recorder: Any
) -> None:
    order = order_for(alice, gratis, details=Details(name="Alice", country="AU"))
    pay_nothing(order)
    pay_nothing(order)
    work()

    order.refresh_from_db()
    assert (order.state, order.total) == ("paid", 0)
    assert has_access(alice, gratis)
    assert order.documents.get().gross == 0
    assert mails() == ["order-confirmation"]
    assert recorder.requests == []


def test_an_order_over_something_is_not_settled_for_nothing(alice: User, vagus: Product) -> None:
    with pytest.raises(NotPayable):
        pay_nothing(order_for(alice, vagus))


def test_pc40_an_answer_that_was_lost_is_asked_for_with_the_same_key(
    alice: User, vagus: Product
) -> None:
    order = order_for(alice, vagus)
    faults.plan("/v1/checkout/sessions", status="timeout", times=3)
    with pytest.raises(StripeAway):
        start_attempt(order)
    without = newest(order).state

    start_attempt(order)

    assert (without, newest(order).state, newest(order).attempt) == ("created", "open", 1)
    assert SandboxObject.objects.filter(kind="checkout.session").count() == 1


@pytest.mark.parametrize("fault", ["timeout", "reset", 429, 500])
def test_no_fault_of_the_line_makes_two_sessions(
    alice: User, vagus: Product, fault: str | int
) -> None:
    order = order_for(alice, vagus)
    faults.plan("/v1/checkout/sessions", status=fault, times=4)

    for _ in range(6):
        try:
            start_attempt(order)
        except StripeAway:
            continue

    assert newest(order).state == "open"
    assert SandboxObject.objects.filter(kind="checkout.session").count() == 1


def test_what_is_owned_cannot_be_bought_again(
    alice: User, vagus: Product, back: Product, bundle: Product
) -> None:
    _, session = buy(alice, vagus)
    paying.pay(session)
    settle(session)

    with pytest.raises(AlreadyOwned):
        order_for(alice, vagus)
    assert order_for(alice, bundle).total == 13900


def test_a_bundle_opens_all_its_courses(alice: User, bundle: Product) -> None:
    _, session = buy(alice, bundle)
    paying.pay(session)

    settle(session)

    assert has_access(alice, bundle)


def test_a_course_inside_a_bundle_is_not_bought_twice(
    alice: User, vagus: Product, bundle: Product
) -> None:
    with pytest.raises(GivenTwice):
        order_for(alice, vagus, bundle)


def test_nothing_is_no_order(alice: User, sellers: None) -> None:
    with pytest.raises(NothingToBuy):
        order_for(alice)


def test_what_left_the_shelf_is_not_sold(alice: User, vagus: Product) -> None:
    vagus.is_active = False
    vagus.save()

    with pytest.raises(NotOnSale):
        order_for(alice, vagus)


def test_a_course_that_was_never_published_is_not_sold(alice: User, sellers: None) -> None:
    product = make_product(make_full_course("draft"), aud=100, gbp=100)

    with pytest.raises(NotOnSale):
        order_for(alice, product)


def test_a_retired_course_that_was_paid_for_is_given(alice: User, vagus: Product) -> None:
    _, session = buy(alice, vagus)
    paying.pay(session)
    course = vagus.courses()[0]
    course.retired_at = timezone.now()
    course.save()

    settle(session)

    assert has_access(alice, vagus)


def test_without_consent_nothing_that_costs_money_is_placed(alice: User, vagus: Product) -> None:
    with pytest.raises(NeedsConsent):
        order_for(alice, vagus, details=Details(name="Alice", country="AU"))


def test_a_course_whose_debit_is_on_its_way_is_not_sold_again(
    alice: User, vagus: Product, back: Product
) -> None:
    _, session = buy(alice, vagus)
    paying.debit(session)
    settle(session)

    with pytest.raises(StillProcessing):
        order_for(alice, vagus, back)


def test_whom_staff_withdrew_from_a_free_course_does_not_come_back_alone(
    alice: User, gratis: Product
) -> None:
    details = Details(name="Alice", country="AU")
    pay_nothing(order_for(alice, gratis, details=details))
    withdraw(Enrolment.objects.get(learner=alice), by=alice, reason="Shared the log-in.")

    with pytest.raises(Withdrawn):
        order_for(alice, gratis, details=details)
    assert OrderLine.objects.get().revoked_at is not None


def test_with_stripe_tax_each_lines_tax_is_stripes_and_the_total_ours(
    alice: User, vagus: Product, back: Product, settings: Any
) -> None:
    settings.STRIPE_TAX = True
    order, session = buy(alice, vagus, back)
    paying.pay(session)

    settle(session)

    order.refresh_from_db()
    taxes = [line.tax for line in order.lines.all()]
    assert (order.state, order.total, order.tax_total) == ("paid", 17800, sum(taxes))
    assert taxes == [900, 718]
    assert order.documents.get().tax == sum(taxes)
