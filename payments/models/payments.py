"""Payment: one attempt to pay an order."""

from django.db import models
from django.db.models import Q

from cpd.money import Money
from payments.models.fields import CURRENCY_CHOICES, known_currency
from payments.models.orders import Order


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Filters over attempts."""

    def unfinished(self) -> "PaymentQuerySet":
        """Attempts that may still become money."""
        return self.filter(state__in=Payment.UNFINISHED)

    def succeeded(self) -> "PaymentQuerySet":
        """Money that moved."""
        return self.filter(state=Payment.State.SUCCEEDED)


class Payment(models.Model):
    """An attempt at Stripe, an order of total 0, or money that staff saw arrive elsewhere."""

    class Provider(models.TextChoices):
        STRIPE = "stripe", "Stripe"
        FREE = "free", "Nothing to pay"
        MANUAL = "manual", "Marked by staff"

    class State(models.TextChoices):
        CREATED = "created", "Created"
        OPEN = "open", "Open"
        PROCESSING = "processing", "Processing"
        SUCCEEDED = "succeeded", "Succeeded"
        FAILED = "failed", "Failed"
        EXPIRED = "expired", "Expired"
        SUPERSEDED = "superseded", "Superseded"

    UNFINISHED = (State.CREATED, State.OPEN, State.PROCESSING)

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    provider = models.CharField(max_length=10, choices=Provider)
    attempt = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.CREATED)
    pays_order = models.BooleanField(
        default=False, help_text="The one payment that settled the order; another is extra money."
    )
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    session_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    payment_intent_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    charge_id = models.CharField(max_length=120, blank=True)
    method = models.CharField(max_length=40, blank=True)
    brand = models.CharField(max_length=40, blank=True)
    last4 = models.CharField(max_length=4, blank=True)
    country = models.CharField(max_length=2, blank=True)
    session_url = models.TextField(blank=True)
    session_expires_at = models.DateTimeField(null=True, blank=True)
    failure_code = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    livemode = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    synced_at = models.DateTimeField(
        null=True, blank=True, help_text="When the look that was last applied began."
    )
    snapshot = models.JSONField(default=dict, help_text="What Stripe said, in our words.")

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "attempt"]
        indexes = [
            models.Index(fields=["state", "synced_at"], name="payment_by_state_and_sync"),
            models.Index(fields=["charge_id"], name="payment_by_charge"),
        ]
        constraints = [
            known_currency("payment"),
            models.UniqueConstraint(fields=["order", "attempt"], name="payment_attempt_unique"),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state="open"),
                name="payment_only_one_open_per_order",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(pays_order=True),
                name="payment_only_one_pays_an_order",
            ),
            models.CheckConstraint(
                name="payment_that_pays_has_succeeded",
                condition=Q(pays_order=False) | Q(state="succeeded"),
            ),
            models.CheckConstraint(
                name="payment_succeeded_at_matches_state",
                condition=Q(state="succeeded", succeeded_at__isnull=False)
                | (~Q(state="succeeded") & Q(succeeded_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="payment_free_is_nothing",
                condition=Q(provider="free", amount=0) | (~Q(provider="free") & Q(amount__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}, attempt {self.attempt}"

    @property
    def money(self) -> Money:
        """Its amount."""
        return Money(self.amount, self.currency)
