"""What a certificate hands out: its signed credential and its PDFs, each kept as it was made."""

from django.db import models
from django.utils import timezone

from courses.certificates.models.certificate import Certificate
from courses.certificates.models.key import SigningKey
from courses.immutable import WrittenOnce


class CertificateCredential(WrittenOnce):
    """A signed Open Badges credential. After a change of keys a certificate may have a newer
    one."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="credentials"
    )
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    document = models.TextField(help_text="JSON, byte for byte as it was signed.")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "key"], name="credential_once_per_certificate_and_key"
            )
        ]

    def __str__(self) -> str:
        return f"Credential of {self.certificate_id} by {self.key_id}"


class CertificateFile(WrittenOnce):
    """A PDF of a certificate, as it was signed. A signature has a time in it, so a lost file made
    again differs in its bytes; the hash of the one that the learner holds stays."""

    class Layout(models.TextChoices):
        FULL = "full", "Full record"
        PAGE = "page", "One page"

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="files")
    layout = models.CharField(max_length=8, choices=Layout, default=Layout.FULL)
    key = models.ForeignKey(
        SigningKey, null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    level = models.CharField(max_length=8, blank=True, help_text="PAdES: B-B, B-T or B-LT.")
    sha256 = models.CharField(max_length=64, unique=True, help_text="Of the file.")
    drawing_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the drawing before it was signed."
    )
    engine = models.CharField(
        max_length=40, blank=True, help_text="What drew it, with its version."
    )
    file = models.FileField(upload_to="certificates/%Y/%m/")
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-drawn_at", "-pk"]

    def __str__(self) -> str:
        return str(self.file.name)
