"""NameCorrection: a learner asks for another name on certificates; support decides."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class NameCorrection(models.Model):
    """A request about all of a learner's valid certificates."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for a decision"
        GRANTED = "granted", "Granted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn by the learner"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="name_corrections"
    )
    name = models.CharField(max_length=200, blank=True)
    explanation = models.TextField(blank=True, max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True, help_text="What the learner is told.")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner"],
                condition=Q(state="asked"),
                name="name_correction_only_one_waits_per_learner",
            ),
            models.CheckConstraint(
                name="name_correction_decided_at_matches_state",
                condition=Q(state="asked", decided_at=None)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"Name correction {self.public_id}"
