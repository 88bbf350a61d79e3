"""Keeping a certificate's files, each with its hash."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from courses.certificates.drawing import draw_pdf
from courses.certificates.models import Certificate, CertificateFile


def keep_pdf(certificate: Certificate) -> CertificateFile:
    """Draw the PDF and keep it, once; the first of job and download does it. A lost file is drawn
    again from the row."""
    kept = kept_file(certificate)
    if kept is not None:
        return kept
    pdf = draw_pdf(
        certificate.facts, name=certificate.name, serial=certificate.serial, token=certificate.token
    )
    with transaction.atomic():
        locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
        return kept_file(locked) or _keep(locked, pdf)


def kept_file(certificate: Certificate) -> CertificateFile | None:
    """Return the newest file that is still there."""
    rows = certificate.files.all()
    return next((row for row in rows if row.file.storage.exists(str(row.file.name))), None)


def find_by_file(content: bytes) -> Certificate | None:
    """Return the certificate one of whose files, lost ones too, had exactly these bytes."""
    digest = hashlib.sha256(content).hexdigest()
    return Certificate.objects.filter(files__sha256=digest).first()


def _keep(certificate: Certificate, pdf: bytes) -> CertificateFile:
    """Write a new row; a lost file drawn to the same byte is put back where it was."""
    digest = hashlib.sha256(pdf).hexdigest()
    lost = certificate.files.filter(sha256=digest).first()
    if lost is not None:
        lost.file.storage.save(str(lost.file.name), ContentFile(pdf))
        return lost
    row = CertificateFile(certificate=certificate, sha256=digest)
    name = f"{certificate.public_id}-{digest[:12]}.pdf"
    row.file.save(name, ContentFile(pdf), save=False)
    row.save()
    return row
