"""What the sandbox keeps: Stripe's objects, the answers it gave, its events and their deliveries,
and the faults that were planned."""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SandboxObject(models.Model):
    """One of Stripe's objects, as an answer shows it; references are ids."""

    sequence = models.BigAutoField(primary_key=True)
    stripe_id = models.CharField(max_length=255, unique=True)
    kind = models.CharField(max_length=60)
    created = models.BigIntegerField(help_text="Seconds since 1970, as Stripe has them")
    body: "models.Field[dict[str, Any], dict[str, Any]]" = models.JSONField()
    notes: "models.Field[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, help_text="What no answer shows"
    )
    is_deleted = models.BooleanField(default=False)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "-sequence"], name="sandbox_object_newest_first"),
            models.Index(fields=["kind", "created"], name="sandbox_object_by_time"),
        ]

    def __str__(self) -> str:
        return self.stripe_id


class SandboxAnswer(models.Model):
    """The first answer to an idempotency key, kept for a day."""

    class State(models.TextChoices):
        IN_FLIGHT = "in_flight", "In flight"
        STORED = "stored", "Stored"

    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.IN_FLIGHT)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sandbox_answer_stored_has_a_status",
                condition=Q(state="in_flight", status__isnull=True)
                | Q(state="stored", status__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.key


class SandboxEvent(models.Model):
    """Something that happened, with the object as it then was."""

    sequence = models.BigAutoField(primary_key=True)
    stripe_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(max_length=80, db_index=True)
    created = models.BigIntegerField(db_index=True)
    object_id = models.CharField(max_length=255, db_index=True)
    payload = models.TextField(help_text="The very bytes that are signed and sent")

    def __str__(self) -> str:
        return f"{self.type} ({self.stripe_id})"

    @property
    def body(self) -> dict[str, Any]:
        """The event as an answer shows it."""
        loaded: dict[str, Any] = json.loads(self.payload)
        return loaded

    @property
    def happened_at(self) -> datetime:
        """When it happened."""
        return datetime.fromtimestamp(self.created, UTC)

    @property
    def is_pending(self) -> bool:
        """Whether the site may still get it; deliveries should be fetched before."""
        pending = {SandboxDelivery.State.WAITING, SandboxDelivery.State.HELD}
        return any(delivery.state in pending for delivery in self.deliveries.all())


class SandboxDelivery(models.Model):
    """An event on its way to the site's webhook; the same event may go several times."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        HELD = "held", "Held back"
        DELIVERED = "delivered", "Delivered"
        DROPPED = "dropped", "Dropped"
        FAILED = "failed", "Given up"

    class Secret(models.TextChoices):
        FIRST = "first", "First secret"
        SECOND = "second", "Second secret"

    event = models.ForeignKey(SandboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    secret = models.CharField(max_length=10, choices=Secret, default=Secret.FIRST)
    deliver_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "deliver_at"], name="sandbox_delivery_due")]
        constraints = [
            models.CheckConstraint(
                name="sandbox_delivery_delivered_was_accepted",
                condition=~Q(state="delivered") | Q(last_status__gte=200, last_status__lt=300),
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} ({self.get_state_display()})"


class SandboxFault(models.Model):
    """A failure that the next requests meet."""

    class Kind(models.TextChoices):
        STATUS = "status", "Answers with a status"
        LOST_REQUEST = "lost_request", "Connection breaks before anything happened"
        LOST_ANSWER = "lost_answer", "Connection breaks after it happened"

    method = models.CharField(max_length=6, blank=True, help_text="Empty: any")
    path_prefix = models.CharField(max_length=255)
    kind = models.CharField(max_length=12, choices=Kind)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    times_left = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sandbox_fault_status_goes_with_its_kind",
                condition=Q(kind="status", status__isnull=False)
                | (~Q(kind="status") & Q(status__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path_prefix}: {self.status or self.get_kind_display()}"
