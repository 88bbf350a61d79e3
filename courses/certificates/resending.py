"""Sending a learner the mail about a certificate again, to the address they have now."""

from typing import TYPE_CHECKING

from courses.certificates.models import Certificate
from courses.certificates.revoking import NotValid
from cpd.audit.recording import record
from cpd.outbox import mailer

if TYPE_CHECKING:
    from accounts.models import User


def resend_certificate(certificate: Certificate, *, by: "User", reason: str) -> None:
    """Send the mail of a certificate anew. Raises NotValid for one that was superseded or revoked,
    and for a closed account."""
    learner = certificate.learner
    if not certificate.is_valid or not learner.is_active:
        raise NotValid
    mailer.send("certificate", to=learner.email, context={"certificate": certificate})
    record("certificate.resent", actor=by, subject=learner, thing=certificate.serial, reason=reason)
