"""Certificate: every printed word, frozen; never deleted, only superseded or revoked. And its
files."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from courses.certificates.serials import make_serial, make_token
from courses.immutable import WrittenOnce
from courses.progress.models import CourseCompletion


class Certificate(models.Model):
    """A record that somebody completed an edition of a course. Its PDF can be drawn again from the
    row."""

    class State(models.TextChoices):
        VALID = "valid", "Valid"
        SUPERSEDED = "superseded", "Replaced by a later certificate"
        REVOKED = "revoked", "Revoked"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    serial = models.CharField(max_length=14, unique=True, default=make_serial, editable=False)
    token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    completion = models.ForeignKey(
        CourseCompletion, on_delete=models.PROTECT, related_name="certificates"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    state = models.CharField(max_length=12, choices=State, default=State.VALID)
    name = models.CharField(max_length=200)
    course_title = models.CharField(max_length=150)
    edition_number = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    completed_on = models.DateField()
    facts = models.JSONField(help_text="Every word that is printed.")
    issued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-completed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["completion"],
                condition=Q(state="valid"),
                name="certificate_only_one_valid_per_completion",
            ),
            models.CheckConstraint(name="certificate_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.serial}: {self.course_title}"


class CertificateFile(WrittenOnce):
    """A PDF of a certificate, as it was drawn. A lost file drawn again may differ in its bytes; the
    hash of the one that the learner holds stays."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="certificates/%Y/%m/")
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-drawn_at", "-pk"]

    def __str__(self) -> str:
        return str(self.file.name)
