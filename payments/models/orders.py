"""Order, its lines, and the courses that each line gives."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.catalogue.models import Course, Price, Product
from cpd.money import Money
from payments.models.codes import PromotionCode
from payments.models.fields import CURRENCY_CHOICES, known_currency
from payments.models.sellers import COUNTRY_CHOICES, SellerEntity


class OrderQuerySet(models.QuerySet["Order"]):
    """Filters over orders."""

    def payable(self) -> "OrderQuerySet":
        """Orders that wait for their buyer."""
        return self.filter(state=Order.State.AWAITING_PAYMENT)

    def open(self) -> "OrderQuerySet":
        """Orders for which money may be on its way."""
        return self.filter(state__in=Order.OPEN)

    def settled(self) -> "OrderQuerySet":
        """Orders that were paid, whatever was refunded since."""
        return self.filter(state__in=Order.SETTLED)

    def overdue(self, at: datetime) -> "OrderQuerySet":
        """Orders that nobody paid in time, but those that a person looks at."""
        return self.payable().filter(expires_at__lte=at, needs_review=False)


class Order(models.Model):
    """What somebody buys, at prices frozen when it was placed."""

    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", "Awaiting payment"
        PROCESSING = "processing", "Payment processing"
        PAID = "paid", "Paid"
        PARTIALLY_REFUNDED = "partially_refunded", "Partly refunded"
        REFUNDED = "refunded", "Refunded"
        EXPIRED = "expired", "Expired"
        CANCELLED = "cancelled", "Cancelled"

    OPEN = (State.AWAITING_PAYMENT, State.PROCESSING)
    SETTLED = (State.PAID, State.PARTIALLY_REFUNDED, State.REFUNDED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="orders",
    )
    email = models.EmailField(max_length=320)
    seller = models.ForeignKey(SellerEntity, on_delete=models.PROTECT, related_name="orders")
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    country = models.CharField("country of supply", max_length=2, choices=COUNTRY_CHOICES)
    ip_country = models.CharField(max_length=2, blank=True)
    card_country = models.CharField(max_length=2, blank=True)
    tax_evidence_conflict = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.AWAITING_PAYMENT)
    subtotal = models.BigIntegerField()
    discount_total = models.BigIntegerField(default=0)
    tax_total = models.BigIntegerField()
    total = models.BigIntegerField()
    promotion_code = models.ForeignKey(
        PromotionCode, null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    terms_version = models.CharField(max_length=20)
    digital_consent_at = models.DateTimeField(null=True, blank=True)
    digital_consent_version = models.CharField(max_length=20, blank=True)
    buyer = models.JSONField(help_text="Name, business, tax number and address, as given.")
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    needs_review = models.BooleanField(default=False)
    review_reason = models.TextField(blank=True)
    livemode = models.BooleanField(default=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at"]
        indexes = [
            models.Index(fields=["user", "-placed_at"], name="order_by_user"),
            models.Index(fields=["state", "expires_at"], name="order_by_state_and_expiry"),
            models.Index(fields=["paid_at"], name="order_by_payment"),
            models.Index(
                fields=["placed_at"], condition=Q(needs_review=True), name="order_to_review"
            ),
        ]
        permissions = [
            ("refund_within_policy", "May refund within the policy"),
            ("refund_any", "May refund any amount and approve refunds"),
            ("see_revenue", "May see the revenue reports"),
        ]
        constraints = [
            known_currency("order"),
            models.CheckConstraint(
                name="order_total_is_subtotal_less_discount",
                condition=Q(total=F("subtotal") - F("discount_total")),
            ),
            models.CheckConstraint(
                name="order_amounts_not_negative",
                condition=Q(total__gte=0, discount_total__gte=0, tax_total__gte=0),
            ),
            models.CheckConstraint(
                name="order_paid_at_matches_state",
                condition=Q(
                    state__in=["paid", "partially_refunded", "refunded"], paid_at__isnull=False
                )
                | Q(
                    state__in=["awaiting_payment", "processing", "expired", "cancelled"],
                    paid_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="order_with_money_has_consent",
                condition=Q(total=0)
                | (Q(digital_consent_at__isnull=False) & ~Q(digital_consent_version="")),
            ),
            models.CheckConstraint(
                name="order_for_review_says_why",
                condition=Q(needs_review=False) | ~Q(review_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Order {self.reference}"

    @property
    def reference(self) -> str:
        """How people name it: the beginning of its public id."""
        return str(self.public_id)[:8].upper()

    @property
    def is_settled(self) -> bool:
        """Whether it was paid, whatever was refunded since."""
        return self.state in self.SETTLED

    @property
    def money(self) -> Money:
        """Its total."""
        return Money(self.total, self.currency)


class OrderLine(models.Model):
    """One product of an order, priced, discounted and taxed when the order was placed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="order_lines")
    price = models.ForeignKey(
        Price,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="order_lines",
        help_text="None for a free product.",
    )
    title = models.CharField(max_length=200)
    quantity = models.PositiveIntegerField(default=1)
    unit_amount = models.BigIntegerField()
    discount = models.BigIntegerField(default=0)
    tax_name = models.CharField(max_length=20)
    tax_rate_bp = models.PositiveIntegerField()
    tax = models.BigIntegerField()
    total = models.BigIntegerField()
    refunded = models.BigIntegerField(default=0)
    fulfilled_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="When staff took the access away without a refund."
    )

    class Meta:
        ordering = ["order", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="line_position_unique"),
            models.UniqueConstraint(
                fields=["order", "product"], name="line_product_once_per_order"
            ),
            models.CheckConstraint(
                name="line_total_is_price_less_discount",
                condition=Q(total=F("unit_amount") * F("quantity") - F("discount")),
            ),
            models.CheckConstraint(
                name="line_amounts_not_negative",
                condition=Q(
                    total__gte=0, discount__gte=0, unit_amount__gte=0, tax__gte=0, quantity__gte=1
                ),
            ),
            models.CheckConstraint(
                name="line_refunded_at_most_its_total",
                condition=Q(refunded__gte=0, refunded__lte=F("total")),
            ),
            models.CheckConstraint(
                name="line_revoked_only_after_fulfilled",
                condition=Q(revoked_at__isnull=True) | Q(fulfilled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """What its grants name as their cause."""
        return str(self.public_id)

    @property
    def left(self) -> int:
        """What may still be refunded, in cents or pence."""
        return self.total - self.refunded


class LineCourse(models.Model):
    """A course that a line gives, as the product held it when the order was placed."""

    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="line_courses")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "course"], name="line_course_once_per_line")
        ]

    def __str__(self) -> str:
        return f"{self.course} by {self.line}"
