"""Promotion codes: their limits, conditions and sums (PC36 to PC39)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Product
from payments.codes import UNKNOWN, CodeRefused
from payments.models import Order, PromotionCode, Redemption
from payments.paying import pay_nothing
from payments.quoting import BelowMinimum
from payments.reconciling import sync_payments
from payments.sandbox import paying
from payments.settling import settle
from tests.payments.shop import (
    buy,
    has_access,
    order_for,
    start,
    work,
)


def sums(order: Order) -> tuple[int, int, int, int]:
    return order.subtotal, order.discount_total, order.tax_total, order.total


def code(name: str = "TEN", **values: Any) -> PromotionCode:
    return PromotionCode.objects.create(**{"code": name, "percent_bp": 1000, **values})


def test_a_code_over_everything_needs_no_stripe(alice: User, vagus: Product, recorder: Any) -> None:
    code(percent_bp=10_000)
    order = order_for(alice, vagus, code="ten")

    pay_nothing(order)
    work()

    assert has_access(alice, vagus)
    assert Redemption.objects.get().state == "used"
    assert recorder.requests == []


@pytest.mark.parametrize(("off", "is_fine"), [(9900, True), (9851, False), (9850, True)])
def test_pc36_a_total_below_the_smallest_charge_is_refused(
    alice: User, vagus: Product, off: int, is_fine: bool
) -> None:
    code(percent_bp=None, amount=off, currency="AUD")

    if is_fine:
        assert order_for(alice, vagus, code="TEN").total == 9900 - off
    else:
        with pytest.raises(BelowMinimum):
            order_for(alice, vagus, code="TEN")


def test_pc37_the_last_use_of_a_code_is_one(alice: User, carol: User, vagus: Product) -> None:
    code(max_redemptions=1)
    order_for(alice, vagus, code="TEN")

    with pytest.raises(CodeRefused, match="does not work"):
        order_for(carol, vagus, code="TEN")
    assert Order.objects.filter(user=carol).count() == 0


def test_pc38_a_code_counts_once_in_an_order(alice: User, vagus: Product, back: Product) -> None:
    promotion = code()
    order = order_for(alice, vagus, back, code="TEN")
    order_for(alice, vagus, back, code="TEN")

    promotion.refresh_from_db()
    assert promotion.taken_count == 1
    assert sums(order) == (17800, 1780, 1456, 16020)


def test_pc39_a_limit_is_shared_and_given_back(
    alice: User, carol: User, vagus: Product, time_machine: Any
) -> None:
    promotion = code(max_redemptions=1)
    time_machine.move_to(timezone.now(), tick=False)
    start(order_for(alice, vagus, code="TEN"))
    time_machine.shift(timedelta(hours=2))
    paying.expire_due()
    sync_payments()

    order_for(carol, vagus, code="TEN")

    promotion.refresh_from_db()
    assert promotion.taken_count == 1
    assert sorted(Redemption.objects.values_list("state", flat=True)) == ["released", "reserved"]


def test_late_money_takes_its_use_back_even_past_the_limit(
    alice: User, carol: User, vagus: Product, time_machine: Any
) -> None:
    promotion = code(max_redemptions=1)
    time_machine.move_to(timezone.now(), tick=False)
    late = order_for(alice, vagus, code="TEN")
    session = start(late)
    time_machine.shift(timedelta(minutes=59))
    paying.pay(session)
    Order.objects.filter(pk=late.pk).update(state="expired")
    Redemption.objects.update(state="released")
    PromotionCode.objects.update(taken_count=0)
    order_for(carol, vagus, code="TEN")

    settle(session)

    late.refresh_from_db()
    promotion.refresh_from_db()
    assert (late.state, late.total, promotion.taken_count) == ("paid", 8910, 2)


@pytest.mark.parametrize(
    "values",
    [
        {"is_active": False},
        {"ends_at": timezone.now() - timedelta(days=1)},
        {"starts_at": timezone.now() + timedelta(days=1)},
        {"max_redemptions": 0},
        {"code": "ANOTHER"},
    ],
)
def test_unknown_and_expired_codes_read_the_same(
    alice: User, vagus: Product, values: dict[str, Any]
) -> None:
    code(**{"name": values.pop("code", "TEN"), **values})

    with pytest.raises(CodeRefused) as refused:
        order_for(alice, vagus, code="TEN")
    assert str(refused.value) == UNKNOWN


def test_a_code_has_conditions(alice: User, vagus: Product, back: Product) -> None:
    code("BACK").products.add(back)
    code("LARGE", minimum_aud=10_000)
    code("POUNDS", percent_bp=None, amount=500, currency="GBP")
    code("FIRST", first_purchase_only=True)
    _, session = buy(alice, back)
    paying.pay(session)
    settle(session)

    for name, words in (
        ("BACK", "other courses"),
        ("LARGE", "too small"),
        ("POUNDS", "another currency"),
        ("FIRST", "first purchase"),
    ):
        with pytest.raises(CodeRefused, match=words):
            order_for(alice, vagus, code=name)


def test_a_code_for_one_course_takes_nothing_off_the_others(
    alice: User, vagus: Product, back: Product
) -> None:
    code("BACK").products.add(back)

    order = order_for(alice, vagus, back, code="back")

    assert [line.discount for line in order.lines.all()] == [0, 790]
