"""CertificateArchive: many certificates in one ZIP, made by a job."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.catalogue.models import Course


class CertificateArchive(models.Model):
    """A learner's own, or a course or period for staff; its file is deleted after some days."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being made"
        READY = "ready", "Ready"
        EXPIRED = "expired", "Deleted"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificate_archives"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    course = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    completed_from = models.DateField(null=True, blank=True)
    completed_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    total_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to="archives/%Y/%m/", blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="certificate_archive_no_more_done_than_asked",
                condition=Q(done_count__lte=F("total_count")),
            ),
            models.CheckConstraint(
                name="certificate_archive_period_in_order",
                condition=Q(completed_from=None)
                | Q(completed_until=None)
                | Q(completed_until__gte=F("completed_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"Archive {self.public_id}"
