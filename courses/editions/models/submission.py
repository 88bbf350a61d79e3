"""Submission: a draft put before a reviewer, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.catalogue.models import Course
from courses.editions.models.edition import Edition


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Filters over what was submitted."""

    def open(self) -> "SubmissionQuerySet":
        """Those that wait for a reviewer or for their publishing; one a course at most."""
        return self.filter(state__in=Submission.OPEN)

    def waiting(self) -> "SubmissionQuerySet":
        """Those that nobody has answered yet."""
        return self.filter(state=Submission.State.WAITING)


class Submission(models.Model):
    """A course's draft as somebody submitted it; approved, only this very draft is published."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a reviewer"
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Changes wanted"
        WITHDRAWN = "withdrawn", "Withdrawn"
        PUBLISHED = "published", "Published"

    OPEN = (State.WAITING, State.APPROVED)

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="submissions")
    draft_hash = models.CharField(max_length=64, help_text="The compiled draft's address.")
    parts = models.JSONField(
        help_text="Name and hash of each part of the draft, as editions/parts.py says; tells what "
        "has changed since."
    )
    note = models.TextField(help_text="What the author tells the reviewer.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True, help_text="What the reviewer tells the author.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    edition = models.OneToOneField(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="submission"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        permissions = [("publish_unreviewed", "May publish without a review, giving a reason")]
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state__in=["waiting", "approved"]),
                name="submission_only_one_open_per_course",
            ),
            models.CheckConstraint(
                name="submission_is_answered_when_approved_or_returned",
                condition=~Q(state__in=["approved", "returned"]) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_is_published_as_an_edition",
                condition=Q(state="published", edition__isnull=False)
                | (~Q(state="published") & Q(edition__isnull=True)),
            ),
            models.CheckConstraint(
                name="submission_is_never_answered_by_its_submitter",
                condition=Q(answered_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(answered_by=models.F("submitted_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, submitted {self.submitted_at:%d/%m/%Y}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered yet."""
        return self.state == self.State.WAITING

    @property
    def is_approved(self) -> bool:
        """Whether it may be published, as long as the draft is the same."""
        return self.state == self.State.APPROVED
