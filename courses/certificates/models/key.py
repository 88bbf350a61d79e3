"""SigningKey: the public half of a key, kept for as long as anything signed with it is checked."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SigningKey(models.Model):
    """The private half stands in the key store alone. Old keys stay, and stay published."""

    class Purpose(models.TextChoices):
        ROOT = "root", "Root certificate"
        DOCUMENT = "document", "Signs PDFs"
        CREDENTIAL = "credential", "Signs credentials"

    key_id = models.CharField(
        max_length=64, unique=True, help_text="Thumbprint of its public half."
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    public = models.TextField(help_text="A certificate as PEM, or a public key as Multikey.")
    revocations = models.TextField(
        blank=True, help_text="Root only: its list of revoked certificates, as PEM."
    )
    made_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True, blank=True, help_text="Of a certificate.")
    is_current = models.BooleanField(default=True, help_text="Signs what is issued now.")
    revoked_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when what it signed is not trusted."
    )

    class Meta:
        ordering = ["purpose", "-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"],
                condition=Q(is_current=True),
                name="signing_key_only_one_current_per_purpose",
            ),
            models.CheckConstraint(
                name="signing_key_revoked_is_not_current",
                condition=Q(revoked_at=None) | Q(is_current=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.key_id}"
