"""A basket that changed after its order was placed: the old order is given up before the next one
is placed, so that nobody pays twice and its code is free again."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Product
from payments.cancelling import TooLate, cancel
from payments.codes import find_code
from payments.models import Order, PromotionCode
from payments.placing import Details, is_same
from payments.quoting import quote


def give_up_changed(
    user: User, *, products: Sequence[Product], details: Details, code: str = ""
) -> None:
    """Cancel the buyer's unpaid orders for what is in the basket, or with its code, unless they
    are what would be placed now. One that was paid meanwhile stays. Raises CodeRefused, NotSold,
    NoPrice, BelowMinimum, gateway.StripeDown, KeepsChanging."""
    now = timezone.now()
    promotion = find_code(code, at=now, user=user) if code else None
    made = quote(
        products,
        country=details.country,
        promotion=promotion,
        has_tax_number=bool(details.tax_number),
        at=now,
    )
    for order in _in_the_way(user, products, promotion):
        if not is_same(order, made, details):
            _give_up(order, user)


def _in_the_way(
    user: User, products: Sequence[Product], promotion: PromotionCode | None
) -> QuerySet[Order]:
    courses = [course for product in products for course in product.courses()]
    overlaps = Q(lines__line_courses__course__in=courses)
    if promotion is not None:
        overlaps |= Q(promotion_code=promotion)
    waiting = Order.objects.filter(user=user, needs_review=False).payable()
    return waiting.filter(pk__in=Order.objects.filter(overlaps).values("pk"))


def _give_up(order: Order, user: User) -> None:
    try:
        cancel(order, by=user, reason="The basket has changed.")
    except TooLate:
        return  # placing says how it stands now
