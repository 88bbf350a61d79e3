"""Keeping a certificate's files, each with its hash."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from courses.certificates.credentials.keeping import NameWithheld, credential_of
from courses.certificates.drawing import draw_pdf
from courses.certificates.keys.making import Purpose, current_key
from courses.certificates.models import Certificate, CertificateFile
from courses.certificates.signing.pdfs import B_B, SignedPdf, sign_pdf

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
    """Keep a file by the current key, with a time stamp where a service is set, beside the older
    ones, which stay good. Raises as above."""
    kept = kept_file(certificate, layout)
    if kept is not None and kept.key == current_key(Purpose.DOCUMENT) and not lacks_stamp(kept):
        return kept
    made = _make(certificate, layout)
    if kept is not None and (kept.key, kept.level) == (made.signed.key, made.signed.level):
        return kept
    return _keep(certificate, layout, made, is_another=True)


def lacks_stamp(kept: CertificateFile) -> bool:
    """Whether a file was signed while the time stamp service did not answer."""
    return bool(settings.TIMESTAMP_URL) and kept.level == B_B


def kept_file(certificate: Certificate, layout: str = FULL) -> CertificateFile | None:
    """Return the newest file that is still there."""
    rows = certificate.files.filter(layout=layout).select_related("key")
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
    certificate: Certificate, layout: str, made: Made, *, is_another: bool = False
) -> CertificateFile:
    """Write a new row, unless somebody else was faster; another beside the kept one is wanted once
    for each key and level."""
    with transaction.atomic():
        locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
        kept, signed = kept_file(locked, layout), made.signed
        is_same = kept is not None and (kept.key, kept.level) == (signed.key, signed.level)
        if kept is not None and (is_same or not is_another):
            return kept
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
