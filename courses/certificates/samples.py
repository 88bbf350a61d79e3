"""A sample certificate: real in every printed word and signed, marked as a sample, and no record of
anybody."""

from datetime import date

from django.utils import timezone

from courses.certificates.credentials.building import sample_document
from courses.certificates.credentials.keeping import signed_text
from courses.certificates.drawing import draw_pdf
from courses.certificates.issuing import facts_for
from courses.certificates.serials import make_serial, make_token
from courses.certificates.signing.pdfs import sign_pdf
from courses.editions.models import Edition


def make_sample(edition: Edition, *, name: str, on: date) -> bytes:
    """Return the sample's signed PDF with its credential; its serial belongs to no certificate.
    Raises NoKeys and KeyMissing."""
    facts = facts_for(edition, started_on=on, completed_on=on)
    serial, token = make_serial(), make_token()
    document = sample_document(
        facts, edition, name=name, serial=serial, token=token, issued_at=timezone.now()
    )
    drawing = draw_pdf(
        facts,
        name=name,
        serial=serial,
        token=token,
        credential=signed_text(document).encode(),
        is_sample=True,
    )
    return sign_pdf(drawing).content
