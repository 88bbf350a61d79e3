"""The inbox: what Stripe told us, kept whole, and how far we have looked back."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from payments.models.orders import Order

LOST_AFTER = timedelta(seconds=30)  # a wake-up that long ago is lost


class StripeEventQuerySet(models.QuerySet["StripeEvent"]):
    """Which events wait."""

    def claimable(self, at: datetime) -> "StripeEventQuerySet":
        """Events that nobody is working on and that are not finished."""
        is_free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
        return self.filter(
            is_free, state__in=[StripeEvent.State.RECEIVED, StripeEvent.State.FAILED]
        )

    def due(self, at: datetime) -> "StripeEventQuerySet":
        """Events whose wake-up was lost, and failed ones whose next try has come."""
        is_lost = Q(state="received", received_at__lte=at - LOST_AFTER)
        return self.claimable(at).filter(is_lost | Q(state="failed", next_try_at__lte=at))


class StripeEvent(models.Model):
    """A reason to look at Stripe. The body is read for ids only."""

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        DONE = "done", "Done"
        IGNORED = "ignored", "Ignored"
        FAILED = "failed", "Failed, tried again later"
        DEAD = "dead", "Given up"

    event_id = models.CharField(max_length=120, unique=True)
    type = models.CharField(max_length=80)
    api_version = models.CharField(max_length=40, blank=True)
    livemode = models.BooleanField(default=False)
    created = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    raw_body = models.TextField()
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    processed_at = models.DateTimeField(null=True, blank=True)
    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )

    objects = StripeEventQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["state", "received_at"], name="event_by_state"),
            models.Index(fields=["object_id"], name="event_by_object"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_processed_at_matches_state",
                condition=Q(state__in=["done", "ignored"], processed_at__isnull=False)
                | (~Q(state__in=["done", "ignored"]) & Q(processed_at__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} ({self.event_id})"


class Watermark(models.Model):
    """Up to when something has been looked through at Stripe."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.at}"
