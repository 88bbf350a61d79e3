"""Refund, what it takes from which line, and a buyer's request for one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cpd.money import Money
from payments.models.fields import CURRENCY_CHOICES, known_currency
from payments.models.orders import Order, OrderLine
from payments.models.payments import Payment


class RefundQuerySet(models.QuerySet["Refund"]):
    """Filters over refunds."""

    def standing(self) -> "RefundQuerySet":
        """Refunds whose money is, or may still be, on its way back."""
        return self.filter(state__in=Refund.STANDING)

    def succeeded(self) -> "RefundQuerySet":
        """Money that went back."""
        return self.filter(state=Refund.State.SUCCEEDED)


class Refund(models.Model):
    """Money that goes back. Without lines it returns money that paid for nothing."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Needs a second person"
        REQUESTED = "requested", "Requested"
        PENDING = "pending", "Pending"
        REQUIRES_ACTION = "requires_action", "Requires action"
        SUCCEEDED = "succeeded", "Succeeded"
        FAILED = "failed", "Failed"
        CANCELED = "canceled", "Cancelled"

    class Origin(models.TextChoices):
        STAFF = "staff", "Staff"
        BUYER = "buyer", "Buyer"
        EXTERNAL = "external", "Stripe's Dashboard"
        SYSTEM = "system", "System"

    class Reason(models.TextChoices):
        CHANGED_MIND = "changed_mind", "Changed their mind"
        STATUTORY = "statutory", "A right the law gives"
        DUPLICATE = "duplicate", "Paid twice"
        FRAUDULENT = "fraudulent", "Fraud"
        GOODWILL = "goodwill", "Goodwill"
        UNKNOWN = "unknown", "Not said"

    class Method(models.TextChoices):
        ORIGINAL = "original", "To the card or account that paid"
        MANUAL = "manual", "Another way"

    STANDING = (
        State.REQUESTED,
        State.PENDING,
        State.REQUIRES_ACTION,
        State.SUCCEEDED,
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    stripe_refund_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    state = models.CharField(max_length=20, choices=State, default=State.REQUESTED)
    method = models.CharField(max_length=10, choices=Method, default=Method.ORIGINAL)
    reason = models.CharField(max_length=20, choices=Reason)
    origin = models.CharField(max_length=10, choices=Origin)
    keeps_access_while_pending = models.BooleanField(default=False)
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text="The failed refund whose money this one returns another way, under its note.",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)
    failure_reason = models.CharField(max_length=80, blank=True)
    livemode = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    synced_at = models.DateTimeField(null=True, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            known_currency("refund"),
            models.CheckConstraint(name="refund_gives_something_back", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"Refund of {self.money} for {self.order}"

    @property
    def money(self) -> Money:
        """Its amount."""
        return Money(self.amount, self.currency)


class RefundLine(models.Model):
    """What a refund takes back from one line."""

    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="refund_lines")
    amount = models.BigIntegerField()
    tax = models.BigIntegerField()
    revoke = models.BooleanField(
        default=True, help_text="Off: goodwill, the buyer keeps the course."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="refund_line_once"),
            models.CheckConstraint(
                name="refund_line_takes_something_back", condition=Q(amount__gt=0, tax__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.line}"


class RefundRequest(models.Model):
    """A buyer's request that the policy does not grant by itself; staff decide."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        GRANTED = "granted", "Granted"
        DECLINED = "declined", "Declined"

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refund_requests")
    lines = models.ManyToManyField(OrderLine, related_name="refund_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    message = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="open"), name="refund_request_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"Request for {self.order}"
