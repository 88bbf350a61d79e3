"""Promotion codes: whether one may be used, reserving, using and giving back a use."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from courses.catalogue.models import Product
from payments.models import Order, PromotionCode, Redemption
from payments.models.codes import fold
from payments.quoting import eligible

if TYPE_CHECKING:
    from accounts.models import User


class CodeRefused(Exception):
    """The code takes nothing off here; the message says why, and what to do."""


UNKNOWN = "This code does not work. Check the spelling, or ask whoever gave it to you."


def find_code(text: str, *, at: datetime, user: "User | None" = None) -> PromotionCode:
    """Return a code that works at a time, for its buyer also the last use that they hold. Raises
    CodeRefused; unknown and over read the same, so that nothing is learnt by guessing."""
    found = PromotionCode.objects.filter(code=fold(text), is_active=True).first()
    has_begun = found is not None and found.starts_at <= at
    has_ended = found is not None and found.ends_at is not None and found.ends_at <= at
    if found is None or not has_begun or has_ended or _is_exhausted(found, user):
        raise CodeRefused(UNKNOWN)
    return found


def check_code(
    promotion: PromotionCode,
    *,
    products: Sequence[Product],
    subtotal: int,
    currency: str,
    user: "User | None",
    counts_held: bool = True,
) -> None:
    """Raises CodeRefused where a basket or its buyer does not fit the code. Before an order is
    placed, the uses that the buyer's waiting orders hold do not count: it takes their place."""
    if promotion.currency and promotion.currency != currency:
        raise CodeRefused("This code is for another currency.")
    if not any(eligible(promotion, products)):
        raise CodeRefused("This code is for other courses than those in your basket.")
    if subtotal < promotion.minimum(currency):
        raise CodeRefused("Your basket is too small for this code.")
    if user is not None:
        _check_buyer(promotion, user, counts_held=counts_held)


def _check_buyer(promotion: PromotionCode, user: "User", *, counts_held: bool) -> None:
    taken = promotion.redemptions.filter(user=user).exclude(state=Redemption.State.RELEASED)
    if not counts_held:
        taken = taken.exclude(pk__in=_held(promotion, user))
    if promotion.max_per_user is not None and taken.count() >= promotion.max_per_user:
        raise CodeRefused("You have used this code already.")
    if promotion.first_purchase_only and user.orders.settled().filter(total__gt=0).exists():
        raise CodeRefused("This code is for a first purchase.")


def _is_exhausted(promotion: PromotionCode, user: "User | None") -> bool:
    limit = promotion.max_redemptions
    held = _held(promotion, user).count() if user is not None else 0
    return limit is not None and promotion.taken_count - held >= limit


def _held(promotion: PromotionCode, user: "User") -> QuerySet[Redemption]:
    """The buyer's uses in orders that wait: a changed basket gives them up, the same keeps them."""
    reserved = promotion.redemptions.filter(user=user, state=Redemption.State.RESERVED)
    return reserved.filter(order__state=Order.State.AWAITING_PAYMENT, order__needs_review=False)


def reserve(promotion: PromotionCode) -> None:
    """Take a use and hold the code's row: the conditional update lets exactly the last one
    through. Raises CodeRefused."""
    has_room = Q(max_redemptions__isnull=True) | Q(taken_count__lt=F("max_redemptions"))
    took = PromotionCode.objects.filter(has_room, pk=promotion.pk, is_active=True).update(
        taken_count=F("taken_count") + 1
    )
    if not took:
        raise CodeRefused(UNKNOWN)


def use(order: Order) -> None:
    """Mark an order's code used; a use that was given back meanwhile is taken again, even past
    the limit."""
    redemption = Redemption.objects.filter(order=order).first()
    if redemption is None:
        return
    if redemption.state == Redemption.State.RELEASED:
        PromotionCode.objects.filter(pk=redemption.promotion_id).update(
            taken_count=F("taken_count") + 1
        )
    redemption.state = Redemption.State.USED
    redemption.save()


def release(order: Order) -> None:
    """Give the reserved use of an order that nobody paid back, once."""
    released = Redemption.objects.filter(order=order, state=Redemption.State.RESERVED).update(
        state=Redemption.State.RELEASED
    )
    if released and order.promotion_code is not None:
        PromotionCode.objects.filter(pk=order.promotion_code.pk).update(
            taken_count=F("taken_count") - 1
        )
