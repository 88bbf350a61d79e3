"""Setting prices: a change closes the old row and writes a new one, with who did it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Price, Product
from cpd.audit.recording import record
from cpd.money import SMALLEST_CHARGES, Money

if TYPE_CHECKING:
    from accounts.models import User


class IsFree(Exception):
    """A free product has no price; stop giving it away first."""


class TooSmall(ValueError):
    """Stripe takes no charge as small as this."""


@transaction.atomic
def set_price(
    product: Product, money: Money, *, by: "User", interval: Price.Interval = Price.Interval.ONCE
) -> Price:
    """Make this the product's price in its currency; the same amount again changes nothing.
    Raises IsFree and TooSmall."""
    locked = Product.objects.select_for_update().get(pk=product.pk)
    if locked.is_free:
        raise IsFree
    if money.amount < SMALLEST_CHARGES[money.currency]:
        raise TooSmall
    rows = locked.prices.active().filter(currency=money.currency, interval=interval)
    before = rows.first()
    if before is not None and before.unit_amount == money.amount:
        return before
    now = timezone.now()
    rows.update(active_until=now)
    price = Price.objects.create(
        product=locked,
        currency=money.currency,
        unit_amount=money.amount,
        interval=interval,
        active_from=now,
    )
    earlier = str(before.money) if before else ""
    _record("price.set", locked, by=by, details={"before": earlier, "after": str(money)})
    return price


@transaction.atomic
def end_price(product: Product, currency: str, *, by: "User") -> None:
    """Stop selling a product in one currency."""
    rows = product.prices.active().once().filter(currency=currency)
    before = rows.first()
    if before is not None:
        rows.update(active_until=timezone.now())
        _record("price.ended", product, by=by, details={"before": str(before.money)})


@transaction.atomic
def give_away(product: Product, *, by: "User") -> None:
    """Make a course free: its prices end."""
    product.prices.active().update(active_until=timezone.now())
    if Product.objects.filter(pk=product.pk, is_free=False).update(is_free=True):
        _record("product.made_free", product, by=by)
    product.is_free = True


@transaction.atomic
def stop_giving_away(product: Product, *, by: "User") -> None:
    """Let a product have prices again; until it gets one it is not on sale."""
    if Product.objects.filter(pk=product.pk, is_free=True).update(is_free=False):
        _record("product.made_payable", product, by=by)
    product.is_free = False


def _record(
    act: str, product: Product, *, by: "User", details: dict[str, str] | None = None
) -> None:
    record(act, actor=by, thing=f"{product.slug} {product.public_id}", prices=details or {})
