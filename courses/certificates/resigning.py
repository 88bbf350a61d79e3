"""Signing again, with the current keys, what older keys signed; the older files stay good."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, F, OuterRef

from courses.certificates.credentials.keeping import NameWithheld, credential_of
from courses.certificates.filing import sign_again
from courses.certificates.keys.making import Purpose, current_key
from courses.certificates.models import (
    Certificate,
    CertificateCredential,
    CertificateFile,
    SigningKey,
)
from courses.certificates.signing.pdfs import B_B
from cpd.outbox.models import Job
from cpd.outbox.posting import post_job

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 100
KIND = "certificates.resign"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far signing again has come."""

    done: int
    left: int
    is_posted: bool


def ask_resigning(*, old_key: SigningKey | None = None) -> Job:
    """Post the first batch; while one waits, that one is returned."""
    waiting = Job.objects.filter(kind=KIND, state=Job.State.WAITING).first()
    if waiting is not None:
        return waiting
    return post_job(KIND, old_key=old_key.pk if old_key else None, run=secrets.token_hex(8))


def resign_batch(after: int = 0, old_key: int | None = None, run: str = "") -> None:
    """Sign the next certificates again, and post the batch that follows: once, also where this one
    is tried again."""
    batch = list(due(old_key).filter(pk__gt=after).order_by("pk")[:BATCH])
    for certificate in batch:
        with suppress(NameWithheld):  # the account was closed meanwhile
            _sign_all(certificate)
    if len(batch) == BATCH:
        last = batch[-1].pk
        key = f"{KIND}:{run}:{last}" if run else None
        post_job(KIND, key=key, after=last, old_key=old_key, run=run)


def due(old_key: int | None = None) -> "QuerySet[Certificate]":
    """Return the certificates that have a file in any layout, or a credential, and lack one by the
    current keys, or lack the time stamp that is wanted; of an old key only those with a file by
    it."""
    stale = _stale_files()
    if old_key is not None:
        return _signed().filter(Exists(stale.filter(key=old_key)))
    files = CertificateFile.objects.filter(certificate=OuterRef("pk"))
    credentials = CertificateCredential.objects.filter(certificate=OuterRef("pk"))
    by_current = credentials.filter(key=current_key(Purpose.CREDENTIAL))
    return _signed().filter(Exists(stale) | (~Exists(files) & ~Exists(by_current)))


def progress() -> Progress:
    """Return how many are by the current key, and how many are not yet."""
    left = due().count()
    is_posted = Job.objects.filter(kind=KIND, state=Job.State.WAITING).exists()
    return Progress(done=_signed().count() - left, left=left, is_posted=is_posted)


def _sign_all(certificate: Certificate) -> None:
    layouts = set(certificate.files.order_by().values_list("layout", flat=True))
    for layout in sorted(layouts):
        sign_again(certificate, layout)
    if not layouts:
        credential_of(certificate)


def _signed() -> "QuerySet[Certificate]":
    """Return what was ever signed and is still handed out: a withheld name has no file any more,
    and a superseded certificate shows an old one."""
    files = CertificateFile.objects.filter(certificate=OuterRef("pk"))
    credentials = CertificateCredential.objects.filter(certificate=OuterRef("pk"))
    rows = Certificate.objects.filter(name_withheld_at=None)
    rows = rows.exclude(state=Certificate.State.SUPERSEDED)
    return rows.filter(Exists(files) | Exists(credentials))


def _stale_files() -> "QuerySet[CertificateFile]":
    """Return the files of a certificate beside which none of their layout is by the current
    document key, with the credential by the current key inside, and stamped where that is set."""
    good = CertificateFile.objects.filter(
        certificate=OuterRef("certificate"),
        layout=OuterRef("layout"),
        key=current_key(Purpose.DOCUMENT),
        certificate__credentials__key=current_key(Purpose.CREDENTIAL),
        certificate__credentials__made_at__lte=F("drawn_at"),
    )
    if settings.TIMESTAMP_URL:
        good = good.exclude(level=B_B)
    return CertificateFile.objects.filter(~Exists(good), certificate=OuterRef("pk"))
