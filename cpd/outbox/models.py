"""Job and Mail: what has to be done after the answer, and every message that leaves us."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from cpd.outbox.wording import in_words


class JobQuerySet(models.QuerySet["Job"]):
    """Filters the worker needs."""

    def due(self, now: datetime) -> "JobQuerySet":
        """Jobs to take now: waiting and due, or taken by a worker whose lease ran out."""
        is_waiting = Q(state=Job.State.WAITING, due_at__lte=now)
        is_orphaned = Q(state=Job.State.RUNNING, leased_until__lt=now)
        return self.filter(is_waiting | is_orphaned)

    def parked(self) -> "JobQuerySet":
        """Jobs that failed for good and wait for a person."""
        return self.filter(state=Job.State.PARKED)


class Job(models.Model):
    """One piece of work, written in the transaction that causes it. Running it twice must be
    harmless."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        PARKED = "parked", "Needs a person"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="job_by_state_and_due")]
        constraints = [
            models.CheckConstraint(
                name="job_running_has_a_lease",
                condition=~Q(state="running") | Q(leased_until__isnull=False),
            ),
            models.CheckConstraint(
                name="job_done_at_matches_state",
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"

    @property
    def words(self) -> str:
        """Its kind as people read it."""
        return in_words(self.kind)


class Mail(models.Model):
    """A message to one or more addresses, kept as it was sent."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.CharField(max_length=1000, help_text="Addresses with commas")
    sender = models.CharField(max_length=320)
    subject = models.CharField(max_length=400)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(
        default=list, help_text="File name, place in the storage and type of each."
    )
    cause = models.CharField(
        max_length=200,
        unique=True,
        null=True,
        blank=True,
        help_text="One mail for one cause, however often it is asked for.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-created_at"], name="mail_newest_first"),
            models.Index(Lower("to"), F("created_at").desc(), name="mail_by_reader"),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_sent_at_matches_state",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
