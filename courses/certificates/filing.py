"""Keeping a certificate's files, each with its hash."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from courses.certificates.credentials.keeping import (
    NameWithheld,
    credential_of,
    kept_credential,
)
from courses.certificates.drawing import draw_pdf
from courses.certificates.keys.making import Purpose, current_key
from courses.certificates.models import Certificate, CertificateCredential, CertificateFile
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
    and download does it. Where all files were lost, or their keys revoked, another is made with the
    credential that is kept. Raises NoKeys, KeyMissing and NameWithheld."""
    kept = kept_file(certificate, layout)
    if kept is not None:
        return kept
    made = _make(certificate, kept_credential(certificate), layout)
    return _keep(certificate, layout, made)


def sign_again(certificate: Certificate, layout: str = FULL) -> CertificateFile:
    """Keep a file by the current keys, with a time stamp where a service is set, beside the older
    ones, which stay good. Raises as above."""
    credential = credential_of(certificate)
    kept = kept_file(certificate, layout)
    is_new = kept is not None and kept.drawn_at >= credential.made_at
    is_current = kept is not None and kept.key == current_key(Purpose.DOCUMENT)
    if kept is not None and is_new and is_current and not lacks_stamp(kept):
        return kept
    return _keep(certificate, layout, _make(certificate, credential, layout), is_another=True)


def lacks_stamp(kept: CertificateFile) -> bool:
    """Whether a file was signed while the time stamp service did not answer."""
    return bool(settings.TIMESTAMP_URL) and kept.level == B_B


def kept_file(certificate: Certificate, layout: str = FULL) -> CertificateFile | None:
    """Return the newest file that is still there, whose key is trusted, and that of the credential
    inside too: the newest that was trusted when the file was drawn."""
    then_trusted = Q(key__revoked_at=None) | Q(key__revoked_at__gt=OuterRef("drawn_at"))
    inside = CertificateCredential.objects.filter(
        then_trusted, certificate=OuterRef("certificate"), made_at__lte=OuterRef("drawn_at")
    )
    rows = (
        certificate.files.filter(layout=layout, key__revoked_at=None)
        .alias(untrusted_at=Subquery(inside.values("key__revoked_at")[:1]))
        .filter(untrusted_at=None)
        .select_related("key")
    )
    return next((row for row in rows if row.file.storage.exists(str(row.file.name))), None)


def find_file(content: bytes) -> CertificateFile | None:
    """Return the row of exactly this file, also where the kept copy was lost."""
    digest = hashlib.sha256(content).hexdigest()
    rows = CertificateFile.objects.filter(sha256=digest).select_related("certificate", "key")
    return rows.first()


def _make(certificate: Certificate, credential: CertificateCredential, layout: str) -> Made:
    """Draw and sign outside of a transaction: nobody waits for it."""
    drawing = draw_pdf(
        certificate.facts,
        name=certificate.name,
        serial=certificate.serial,
        token=certificate.token,
        memberships=certificate.memberships,
        credential=credential.document.encode(),
        layout=layout,
    )
    return Made(sign_pdf(drawing), hashlib.sha256(drawing).hexdigest())


def _keep(
    certificate: Certificate, layout: str, made: Made, *, is_another: bool = False
) -> CertificateFile:
    """Write a new row, unless somebody else was faster; another beside the kept one is wanted once
    for each drawing, key and level. Raises NameWithheld where the account was closed meanwhile."""
    row = _row(certificate, layout, made)
    try:
        with transaction.atomic():
            locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
            if locked.name_withheld_at:
                raise NameWithheld
            kept = kept_file(locked, layout)
            if kept is not None and not (is_another and _differs(kept, row)):
                return kept
            name = f"{certificate.public_id}-{row.sha256[:12]}.pdf"
            row.file.save(name, ContentFile(made.signed.content), save=False)
            row.save()
    except Exception:
        if row.file:  # written, but no row will ever name it
            row.file.storage.delete(str(row.file.name))
        raise
    return row


def _row(certificate: Certificate, layout: str, made: Made) -> CertificateFile:
    return CertificateFile(
        certificate=certificate,
        layout=layout,
        key=made.signed.key,
        level=made.signed.level,
        sha256=hashlib.sha256(made.signed.content).hexdigest(),
        drawing_sha256=made.drawing_sha256,
        engine=ENGINE,
    )


def _differs(kept: CertificateFile, row: CertificateFile) -> bool:
    """Whether a new file is another than the kept one in more than the moment of its signature."""
    return (kept.key, kept.level, kept.drawing_sha256) != (row.key, row.level, row.drawing_sha256)
