"""A session's discount: one coupon, or the coupon behind one promotion code."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import store, totals
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject


def discounts_of(params: Mapping[str, Any], lines: list[Body]) -> list[Body]:
    """Take the discount off the lines; returns what the session shows of it. Raises Refusal."""
    given = params.get("discounts") or []
    if len(given) > 1:
        raise Refusal("You can only apply one discount.", param="discounts")
    if given and params.get("allow_promotion_codes"):
        raise Refusal(
            "You may only specify one of these parameters: allow_promotion_codes, discounts."
        )
    for entry in given:
        _take_off(entry, lines)
    return [
        {"coupon": entry.get("coupon"), "promotion_code": entry.get("promotion_code")}
        for entry in given
    ]


def _take_off(entry: Mapping[str, Any], lines: list[Body]) -> None:
    code = store.refer("promotion_code", entry, "promotion_code")
    if code and not code.body["active"]:
        raise Refusal("This promotion code is not active.", param="discounts[0][promotion_code]")
    coupon = _coupon(entry, code)
    if coupon is None or not coupon.body["valid"]:
        raise Refusal("This coupon is not valid.", param="discounts[0][coupon]")
    totals.discount(lines, coupon.body)


def _coupon(entry: Mapping[str, Any], code: SandboxObject | None) -> SandboxObject | None:
    if code:
        return store.find("coupon", code.body["promotion"]["coupon"], status=400)
    return store.refer("coupon", entry, "coupon")
