"""PromotionCode, and each order's use of one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from courses.catalogue.models import Product
from payments.models.fields import CURRENCY_CHOICES


def fold(code: str) -> str:
    """Return a code as it is kept and compared: no spaces, one case."""
    return "".join(code.split()).casefold().upper()


class PromotionCode(models.Model):
    """A discount for whoever knows its word."""

    code = models.CharField(max_length=40, unique=True)
    percent_bp = models.PositiveIntegerField(
        "percentage in hundredths of a per cent", null=True, blank=True
    )
    amount = models.PositiveIntegerField("amount in cents or pence", null=True, blank=True)
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES, blank=True)
    products = models.ManyToManyField(
        Product, blank=True, related_name="+", help_text="None: everything."
    )
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    max_redemptions = models.PositiveIntegerField(null=True, blank=True)
    max_per_user = models.PositiveIntegerField(null=True, blank=True, default=1)
    first_purchase_only = models.BooleanField(default=False)
    minimum_aud = models.PositiveIntegerField("smallest basket in cents", default=0)
    minimum_gbp = models.PositiveIntegerField("smallest basket in pence", default=0)
    is_active = models.BooleanField(default=True)
    taken_count = models.PositiveIntegerField(
        default=0, editable=False, help_text="Reserved and used; late money may go past the limit."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="promotion_is_a_percentage_or_an_amount",
                condition=Q(
                    percent_bp__gte=1,
                    percent_bp__lte=10_000,
                    amount__isnull=True,
                    currency="",
                )
                | Q(percent_bp__isnull=True, amount__gte=1, currency__in=["AUD", "GBP"]),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def minimum(self, currency: str) -> int:
        """The smallest basket it works for, in cents or pence."""
        return self.minimum_aud if currency == "AUD" else self.minimum_gbp


class Redemption(models.Model):
    """One order's use of a code."""

    class State(models.TextChoices):
        RESERVED = "reserved", "Reserved"
        USED = "used", "Used"
        RELEASED = "released", "Released"

    promotion = models.ForeignKey(
        PromotionCode, on_delete=models.PROTECT, related_name="redemptions"
    )
    order = models.OneToOneField(
        "payments.Order", on_delete=models.PROTECT, related_name="redemption"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="redemptions"
    )
    state = models.CharField(max_length=10, choices=State, default=State.RESERVED)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.promotion} for {self.order}"
