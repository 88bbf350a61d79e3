"""Dispute: a buyer's bank asks for the money back."""

from django.db import models

from cpd.money import Money
from payments.models.fields import CURRENCY_CHOICES
from payments.models.payments import Payment


class Dispute(models.Model):
    """A dispute as Stripe last showed it; its status is Stripe's word, unknown ones too."""

    class Kind(models.TextChoices):
        INQUIRY = "inquiry", "Inquiry"
        CHARGEBACK = "chargeback", "Chargeback"

    WON, LOST = "won", "lost"
    OVER = (WON, LOST, "warning_closed", "prevented")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="disputes")
    stripe_dispute_id = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    status = models.CharField(max_length=40)
    reason = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    evidence_due_by = models.DateTimeField(null=True, blank=True)
    refundable = models.BooleanField(default=False)
    access_suspended = models.BooleanField(default=False)
    livemode = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    synced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.money} ({self.status})"

    @property
    def money(self) -> Money:
        """Its amount."""
        return Money(self.amount, self.currency)

    @property
    def is_over(self) -> bool:
        """Whether it has been decided."""
        return self.status in self.OVER
