"""Revoking a certificate: it stays, and says since when and for what class of reason."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from courses.certificates.models import Certificate
from courses.certificates.writing import locked_learner
from cpd.audit.recording import record
from cpd.outbox import mailer

if TYPE_CHECKING:
    from accounts.models import User


class NotValid(Exception):
    """The certificate was superseded or revoked before."""


@transaction.atomic
def revoke_certificate(
    certificate: Certificate, *, revoked_for: str, by: "User", reason: str
) -> Certificate:
    """Revoke a valid certificate. `revoked_for` is a class of `Certificate.RevokedFor`, shown to
    everybody; `reason` is for the log alone. Raises NotValid."""
    locked_learner(certificate.learner_id)
    done = Certificate.objects.filter(pk=certificate.pk, state=Certificate.State.VALID).update(
        state=Certificate.State.REVOKED, revoked_at=timezone.now(), revoked_for=revoked_for
    )
    if not done:
        raise NotValid
    certificate.refresh_from_db()
    record(
        "certificate.revoked",
        actor=by,
        subject=certificate.learner,
        thing=certificate.serial,
        reason=reason,
        revoked_for=revoked_for,
    )
    if certificate.learner.is_active:
        mailer.send_once(
            "certificate_revoked",
            to=certificate.learner.email,
            cause=f"certificate_revoked:{certificate.serial}",
            context={"certificate": certificate, "support_email": settings.SUPPORT_EMAIL},
        )
    return certificate
