"""Signing again, with the current keys, what older keys signed; the older files stay good."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery

from courses.certificates.filing import FULL, sign_again
from courses.certificates.keys.making import Purpose, current_key
from courses.certificates.models import Certificate, CertificateFile, SigningKey
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
    return waiting or post_job(KIND, old_key=old_key.pk if old_key else None)


def resign_batch(after: int = 0, old_key: int | None = None) -> None:
    """Sign the next certificates again, and post the batch that follows."""
    batch = list(due(old_key).filter(pk__gt=after).order_by("pk")[:BATCH])
    for certificate in batch:
        sign_again(certificate)
    if len(batch) == BATCH:
        post_job(KIND, after=batch[-1].pk, old_key=old_key)


def due(old_key: int | None = None) -> "QuerySet[Certificate]":
    """Return the certificates whose newest file is by another key than the current one (or by this
    one), or lacks lack the time stamp that is wanted. Withheld names have no file any more."""
    newest = CertificateFile.objects.filter(certificate=OuterRef("pk"), layout=FULL)
    keyed = Certificate.objects.filter(name_withheld_at=None, files__layout=FULL).distinct()
    newest = newest.order_by("-drawn_at", "-pk")
    keyed = keyed.alias(
        newest_key=Subquery(newest.values("key")[:1]),
        newest_level=Subquery(newest.values("level")[:1]),
    )
    if old_key is not None:
        return keyed.filter(newest_key=old_key)
    current = current_key(Purpose.DOCUMENT).pk
    wanted = Q(newest_key=None) | ~Q(newest_key=current)
    if settings.TIMESTAMP_URL:
        wanted |= Q(newest_level=B_B)
    return keyed.filter(wanted)


def progress() -> Progress:
    """Return how many are by the current key, and how many are not yet."""
    left = due().count()
    every = Certificate.objects.filter(name_withheld_at=None, files__layout=FULL).distinct().count()
    is_posted = Job.objects.filter(kind=KIND, state=Job.State.WAITING).exists()
    return Progress(done=every - left, left=left, is_posted=is_posted)
