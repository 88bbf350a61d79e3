"""Acts on certificates that many tests need."""

from courses.certificates.models import Certificate
from courses.certificates.revoking import revoke_certificate


def revoke(certificate: Certificate) -> Certificate:
    """Revoke a certificate as staff would."""
    return revoke_certificate(
        certificate,
        revoked_for=Certificate.RevokedFor.ISSUED_IN_ERROR,
        by=certificate.learner,
        reason="The wrong quiz was marked.",
    )
