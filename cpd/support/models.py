"""AccountMerge, what became of a second account; BulkEnrolment, a table of people to enrol."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.immutable import WrittenOnce


class AccountMerge(WrittenOnce):
    """An account was merged into another; it is closed, and its records stand with the other one.
    Only the address is emptied, by a query, when the person closes their account."""

    survivor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges"
    )
    duplicate = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merged_into"
    )
    address = models.CharField(
        max_length=254, blank=True, help_text="The duplicate’s, for its mails on the timeline."
    )
    moved = models.JSONField(default=dict, help_text="How many rows of each kind went over.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        permissions = [
            ("help_learners", "May find learners, read their timeline and change their access"),
            ("merge_accounts", "May merge two accounts of one person"),
            ("impersonate", "May see the site as a learner sees it"),
        ]
        constraints = [
            models.CheckConstraint(
                name="account_merge_of_two_accounts", condition=~Q(survivor=F("duplicate"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.duplicate_id} into {self.survivor_id}"


class BulkEnrolment(models.Model):
    """A table of people to enrol: looked at before anything happens, enrolled once."""

    class State(models.TextChoices):
        LOOKED_AT = "looked_at", "Waits for a confirmation"
        ENROLLING = "enrolling", "Being enrolled"
        DONE = "done", "Done"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    encoding = models.CharField(max_length=20)
    rows = models.JSONField(default=list, help_text="Each row as it was read, and its outcome.")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.LOOKED_AT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    swept_at = models.DateTimeField(
        null=True, blank=True, help_text="When its rows were deleted, a month after they came."
    )
    counts = models.JSONField(
        default=dict, blank=True, help_text="What stays of the deleted rows: how many there were."
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="bulk_enrolment_done_at_matches_state",
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at=None)),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_confirmed(self) -> bool:
        """Whether it is being enrolled, or was."""
        return self.state != self.State.LOOKED_AT

    @property
    def counted(self) -> dict[str, int]:
        """How many rows there are, or were: sound, faulty, and enrolled."""
        outcomes = [row["outcome"] for row in self.rows]
        now = {
            "sound": len(self.sound),
            "faulty": len(self.faulty),
            "enrolled": sum(outcome.startswith("enrolled") for outcome in outcomes),
        }
        return self.counts if self.swept_at else now

    @property
    def sound(self) -> list[dict[str, Any]]:
        """The rows that can be enrolled."""
        return [row for row in self.rows if not row["fault"]]

    @property
    def faulty(self) -> list[dict[str, Any]]:
        """The rows that cannot."""
        return [row for row in self.rows if row["fault"]]
