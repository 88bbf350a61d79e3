"""AuditEntry, written once and never changed."""

from typing import Any, Never, override

from django.conf import settings
from django.db import models

from cpd.audit.wording import in_words


class AppendOnly(Exception):
    """Somebody tried to change or delete an entry."""


class AuditEntry(models.Model):
    """One act: who, what, on which thing, why. Things are named by label and public id, not by
    key."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    act = models.CharField(max_length=60)
    thing = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "-at"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.act} {self.thing}"

    @property
    def words(self) -> str:
        """The act as people read it."""
        return in_words(self.act)

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry. Raises AppendOnly for one that exists."""
        if not self._state.adding:
            raise AppendOnly("An audit entry never changes.")
        super().save(*args, **kwargs)

    @override
    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Raises AppendOnly, always."""
        raise AppendOnly("An audit entry is never deleted.")
