"""Revoking a key: what it signed is not trusted any more."""

from django.db import transaction
from django.utils import timezone

from courses.certificates.keys.making import renew_revocations
from courses.certificates.models import SigningKey
from cpd.audit.recording import record


class StillCurrent(Exception):
    """The key signs what is issued now: another must take over first."""


@transaction.atomic
def revoke_key(key: SigningKey, *, reason: str) -> SigningKey:
    """Revoke a document or credential key, for a reason that the log keeps; the root's list names
    the first. Raises StillCurrent, KeyMissing, ValueError for a root."""
    if key.purpose == SigningKey.Purpose.ROOT:
        raise ValueError("A root is not revoked: readers are told to trust it no longer.")
    key.refresh_from_db()
    if key.is_current:
        raise StillCurrent
    SigningKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now())
    key.refresh_from_db()
    if key.purpose == SigningKey.Purpose.DOCUMENT:
        for root in SigningKey.objects.filter(purpose=SigningKey.Purpose.ROOT, is_current=True):
            renew_revocations(root)
    record("signing_key.revoked", thing=f"{key.purpose} {key.key_id}", reason=reason)
    return key
