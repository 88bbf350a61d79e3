"""Jobs of certificates."""

from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate
from cpd.outbox.registry import job


@job("certificate.draw", tries=5, seconds=60)
def draw_certificate(certificate_id: int) -> None:
    """Draw and keep the file of a certificate, unless a download already did."""
    keep_pdf(Certificate.objects.get(pk=certificate_id))
