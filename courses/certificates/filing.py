"""Keeping a certificate's file with its hash."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from courses.certificates.drawing import draw_pdf
from courses.certificates.models import Certificate


def keep_pdf(certificate: Certificate) -> Certificate:
    """Draw the PDF and keep it, once; the first of job and download does it. A lost file is drawn
    again from the row."""
    if is_kept(certificate):
        return certificate
    pdf = draw_pdf(
        certificate.facts, name=certificate.name, serial=certificate.serial, token=certificate.token
    )
    with transaction.atomic():
        locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if not is_kept(locked):
            locked.pdf.save(f"{locked.public_id}.pdf", ContentFile(pdf), save=False)
            locked.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
            locked.save(update_fields=["pdf", "pdf_sha256"])
    return locked


def is_kept(certificate: Certificate) -> bool:
    """Whether the file is there."""
    return bool(certificate.pdf_sha256) and certificate.pdf.storage.exists(
        str(certificate.pdf.name)
    )


def find_by_file(content: bytes) -> Certificate | None:
    """Return the certificate whose kept file has exactly these bytes."""
    digest = hashlib.sha256(content).hexdigest()
    return Certificate.objects.filter(pdf_sha256=digest).first()
