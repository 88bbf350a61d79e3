"""PlannedPublication: an approved draft that becomes an edition at a moment that was chosen."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.catalogue.models import Course
from courses.editions.models.edition import Edition
from courses.editions.models.submission import Submission


class PlannedPublication(models.Model):
    """What is published when, with its note and class; what was approved, or nothing."""

    class State(models.TextChoices):
        WAITING = "waiting", "Planned"
        DONE = "done", "Published"
        FAILED = "failed", "Not published"
        CANCELLED = "cancelled", "Cancelled"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="plans")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="plans")
    due_at = models.DateTimeField()
    note = models.TextField()
    change_class = models.CharField(max_length=10, choices=Edition.ChangeClass)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    fault = models.TextField(blank=True, help_text="Why nothing was published.")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    planned_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    edition = models.OneToOneField(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="plan"
    )

    class Meta:
        ordering = ["-planned_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state="waiting"),
                name="plan_only_one_waiting_per_course",
            ),
            models.CheckConstraint(
                name="plan_that_failed_says_why",
                condition=Q(state="failed", fault__gt="") | (~Q(state="failed") & Q(fault="")),
            ),
            models.CheckConstraint(
                name="plan_that_is_done_has_an_edition",
                condition=Q(state="done", edition__isnull=False)
                | (~Q(state="done") & Q(edition__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, planned for {self.due_at:%d/%m/%Y %H:%M}"
