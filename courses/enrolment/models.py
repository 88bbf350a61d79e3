"""Enrolment and Grant: a learner's place in a course, and what gives access to it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from courses.catalogue.models import Course
from courses.editions.models import Edition


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Filters that decide access."""

    def active(self, at: datetime | None = None) -> "EnrolmentQuerySet":
        """Enrolments with a live grant."""
        grants = Grant.objects.live(at or timezone.now()).filter(enrolment=OuterRef("pk"))
        return self.filter(Exists(grants))


class Enrolment(models.Model):
    """One per learner and course; a retake opens its next round."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    round = models.PositiveSmallIntegerField(default=1)
    started_on = models.DateField(help_text="Where the learner lives.")
    last_item_key = models.CharField(max_length=80, blank=True)
    last_seen_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], name="enrolment_by_moment"),
            models.Index(fields=["started_on"], name="enrolment_by_start"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course"], name="enrolment_unique_per_learner_and_course"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner} in {self.course}"


class GrantQuerySet(models.QuerySet["Grant"]):
    """Filters over what gives access."""

    def live(self, at: datetime) -> "GrantQuerySet":
        """Grants that count at a moment."""
        has_begun = Q(starts_at__lte=at)
        has_not_ended = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
        return self.filter(has_begun & has_not_ended, revoked_at__isnull=True)


class Grant(models.Model):
    """A reason for access: free enrolment, staff, a purchase, later a seat or a membership."""

    class Kind(models.TextChoices):
        FREE = "free", "Free enrolment"
        STAFF = "staff", "Given by staff"
        PURCHASE = "purchase", "Purchase"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=20, choices=Kind)
    reference = models.CharField(
        max_length=120, help_text="What caused it; once per enrolment and kind."
    )
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind", "reference"], name="grant_unique_per_cause"
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reference}"
