"""Keeping a certificate's files, each with its hash."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version

from django.core.files.base import ContentFile
from django.db import transaction

from courses.certificates.credentials.keeping import NameWithheld, credential_of
from courses.certificates.drawing import draw_pdf
from courses.certificates.keys.making import Purpose, current_key
from courses.certificates.models import Certificate, CertificateFile
from courses.certificates.signing.pdfs import SignedPdf, sign_pdf

FULL = CertificateFile.Layout.FULL
ENGINE = f"typst {version('typst')}"


@dataclass(frozen=True, slots=True)
class Made:
    """A signed file that is not kept yet, and the hash of its drawing."""

    signed: SignedPdf
    drawing_sha256: str


def keep_pdf(certificate: Certificate, layout: str = FULL) -> CertificateFile:
    """Return the newest file of a layout, drawing, signing and keeping the first; the first of job
    and download does it. Where all files were lost another is made. Raises NoKeys, KeyMissing and
    NameWithheld."""
    kept = kept_file(certificate, layout)
    return kept or _keep(certificate, layout, _make(certificate, layout))


def sign_again(certificate: Certificate, layout: str = FULL) -> CertificateFile:
    """Keep a file by the current key beside those by older ones, which stay good. Raises as
    above."""
    key = current_key(Purpose.DOCUMENT)
    kept = kept_file(certificate, layout)
    if kept is not None and kept.key_id == key.pk:
        return kept
    return _keep(certificate, layout, _make(certificate, layout), key_id=key.pk)


def kept_file(
    certificate: Certificate, layout: str = FULL, *, key_id: int | None = None
) -> CertificateFile | None:
    """Return the newest file that is still there, of a key where one is asked for."""
    rows = certificate.files.filter(layout=layout)
    if key_id is not None:
        rows = rows.filter(key=key_id)
    return next((row for row in rows if row.file.storage.exists(str(row.file.name))), None)


def find_file(content: bytes) -> CertificateFile | None:
    """Return the row of exactly this file, also where the kept copy was lost."""
    digest = hashlib.sha256(content).hexdigest()
    rows = CertificateFile.objects.filter(sha256=digest).select_related("certificate", "key")
    return rows.first()


def find_by_file(content: bytes) -> Certificate | None:
    """Return the certificate one of whose files, lost ones too, had exactly these bytes."""
    kept = find_file(content)
    return kept.certificate if kept else None


def _make(certificate: Certificate, layout: str) -> Made:
    """Draw and sign outside of a transaction: nobody waits for it."""
    if certificate.name_withheld_at:
        raise NameWithheld
    drawing = draw_pdf(
        certificate.facts,
        name=certificate.name,
        serial=certificate.serial,
        token=certificate.token,
        memberships=certificate.memberships,
        credential=credential_of(certificate).document.encode(),
        layout=layout,
    )
    return Made(sign_pdf(drawing), hashlib.sha256(drawing).hexdigest())


def _keep(
    certificate: Certificate, layout: str, made: Made, *, key_id: int | None = None
) -> CertificateFile:
    """Write a new row, unless somebody else was faster."""
    with transaction.atomic():
        locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
        kept = kept_file(locked, layout, key_id=key_id)
        if kept is not None:
            return kept
        signed = made.signed
        digest = hashlib.sha256(signed.content).hexdigest()
        row = CertificateFile(
            certificate=locked,
            layout=layout,
            key=signed.key,
            level=signed.level,
            sha256=digest,
            drawing_sha256=made.drawing_sha256,
            engine=ENGINE,
        )
        name = f"{certificate.public_id}-{digest[:12]}.pdf"
        row.file.save(name, ContentFile(signed.content), save=False)
        row.save()
        return row
