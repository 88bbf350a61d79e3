"""Price: what a product costs in one currency, from when until when; tax is in it."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.catalogue.models.product import Product
from courses.immutable import WrittenOnce
from cpd.money import CURRENCIES, SMALLEST_CHARGES, Money


class PriceQuerySet(models.QuerySet["Price"]):
    """Filters over prices."""

    def active(self) -> "PriceQuerySet":
        """Prices that count now."""
        return self.filter(active_until__isnull=True)

    def once(self) -> "PriceQuerySet":
        """Prices that are paid once, not every year."""
        return self.filter(interval=Price.Interval.ONCE)


class Price(WrittenOnce):
    """Written once; only `active_until` is ever set, by a query: see `pricing.set_price`."""

    class Interval(models.TextChoices):
        ONCE = "", "Once"
        YEAR = "year", "Every year"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="prices")
    currency = models.CharField(max_length=3, choices={code: code for code in CURRENCIES})
    unit_amount = models.PositiveIntegerField(help_text="In cents or pence, tax included.")
    interval = models.CharField(max_length=4, choices=Interval, blank=True, default=Interval.ONCE)
    active_from = models.DateTimeField(default=timezone.now)
    active_until = models.DateTimeField(null=True, blank=True)

    objects = PriceQuerySet.as_manager()

    class Meta:
        ordering = ["product", "currency", "-active_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "currency", "interval"],
                condition=Q(active_until__isnull=True),
                name="price_only_one_active_per_currency_and_interval",
            ),
            models.CheckConstraint(
                name="price_currency_is_known", condition=Q(currency__in=list(CURRENCIES))
            ),
            models.CheckConstraint(
                name="price_interval_is_known", condition=Q(interval__in=["", "year"])
            ),
            models.CheckConstraint(
                name="price_is_more_than_nothing", condition=Q(unit_amount__gt=0)
            ),
            models.CheckConstraint(
                name="price_reaches_the_smallest_charge",
                condition=reduce(
                    or_,
                    (
                        Q(currency=currency, unit_amount__gte=least)
                        for currency, least in SMALLEST_CHARGES.items()
                    ),
                ),
            ),
            models.CheckConstraint(
                name="price_ends_after_it_starts",
                condition=Q(active_until__isnull=True) | Q(active_until__gte=F("active_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.money}"

    @property
    def money(self) -> Money:
        """The amount with its currency."""
        return Money(self.unit_amount, self.currency)
