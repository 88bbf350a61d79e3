"""Many certificates in one ZIP: asked for by a page, made by jobs, a batch at a time, so that its
progress shows and a restart loses little."""

import csv
import io
import tempfile
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate, CertificateArchive
from courses.certificates.writing import locked_learner
from cpd.audit.recording import record
from cpd.outbox.posting import post_job
from cpd.sheets import safe

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

BATCH = 50
MOST = 5000
KEPT_FOR = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(hours=2)  # longer than all tries of its jobs
COLUMNS = ("Serial", "Completed on", "Name", "Course", "Edition", "Minutes", "State", "File")


class NothingToKeep(Exception):
    """No certificate fits what was asked for."""


class TooMany(Exception):
    """More certificates fit than one archive may hold."""


@transaction.atomic
def ask_archive(
    made_for: "User", *, learner: "User | None" = None, reason: str = "", **scope: Any
) -> CertificateArchive:
    """Ask for an archive of a learner's certificates, or of those of a `course` or a period
    (`completed_from`, `completed_until`); staff say why. While one like it is being made, that one
    is returned. Raises NothingToKeep and TooMany."""
    locked_learner(made_for.pk)  # so that asking twice at once makes one
    asked = {"made_for": made_for, "learner": learner, **scope}
    blank = CertificateArchive(**asked)
    waiting = CertificateArchive.objects.filter(
        made_for=made_for,
        learner=learner,
        course=blank.course,
        completed_from=blank.completed_from,
        completed_until=blank.completed_until,
        state=CertificateArchive.State.WAITING,
        asked_at__gt=timezone.now() - GIVEN_UP_AFTER,
    )
    if under_way := waiting.first():
        return under_way
    blank.total_count = certificates_of(blank).count()
    if not blank.total_count:
        raise NothingToKeep
    if blank.total_count > MOST:
        raise TooMany
    blank.save()
    thing = str(blank.public_id)
    record("certificate.archive_asked", actor=made_for, subject=learner, thing=thing, reason=reason)
    post_job("certificate.archive", archive_id=blank.pk)
    return blank


def certificates_of(archive: CertificateArchive) -> "QuerySet[Certificate]":
    """Return what an archive holds, by key: nothing whose name is withheld, and nothing that was
    superseded, since it may carry a name that its holder left behind."""
    rows = in_scope(archive).filter(name_withheld_at=None).order_by("pk")
    return rows.exclude(state=Certificate.State.SUPERSEDED)


def in_scope(archive: CertificateArchive) -> "QuerySet[Certificate]":
    """Return every certificate that an archive was asked for."""
    rows = Certificate.objects.all()
    if archive.learner_id:
        rows = rows.filter(learner=archive.learner_id)
    if archive.course_id:
        rows = rows.filter(completion__edition__course=archive.course_id)
    if archive.completed_from:
        rows = rows.filter(completed_on__gte=archive.completed_from)
    if archive.completed_until:
        rows = rows.filter(completed_on__lte=archive.completed_until)
    return rows


def draw_batch(archive: CertificateArchive, *, after: int) -> int | None:
    """Draw the files of the next certificates that have none; return the last one's key, or None
    when all are drawn."""
    batch = list(certificates_of(archive).filter(pk__gt=after)[:BATCH])
    for certificate in batch:
        keep_pdf(certificate)
    done = min(archive.done_count + len(batch), archive.total_count)
    CertificateArchive.objects.filter(pk=archive.pk).update(done_count=done)
    archive.done_count = done
    return batch[-1].pk if len(batch) == BATCH else None


def close_archive(archive: CertificateArchive) -> None:
    """Put the files into the ZIP with a list of them. Of two calls one keeps its file; an archive
    that was given up meanwhile keeps none."""
    with tempfile.TemporaryFile() as whole:
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as parcel:
            rows = [
                _put(parcel, certificate) for certificate in certificates_of(archive).iterator()
            ]
            parcel.writestr("certificates.csv", _list(rows))
        whole.seek(0)
        archive.file.save(f"certificates-{archive.public_id}.zip", File(whole), save=False)
    closed = CertificateArchive.objects.filter(
        pk=archive.pk, state=CertificateArchive.State.WAITING
    ).update(
        file=archive.file.name,
        state=CertificateArchive.State.READY,
        done_count=archive.total_count,
        ready_at=timezone.now(),
    )
    if not closed:
        archive.file.storage.delete(str(archive.file.name))


def drop_old_archives() -> None:
    """Delete the files of archives that nobody needs any more, and give up those that were never
    made."""
    now = timezone.now()
    old = Q(state=CertificateArchive.State.READY, ready_at__lt=now - KEPT_FOR)
    failed = Q(state=CertificateArchive.State.WAITING, asked_at__lt=now - GIVEN_UP_AFTER)
    for archive in CertificateArchive.objects.filter(old | failed):
        _expire(archive)


def expire_archives_of(learner: "User") -> None:
    """Delete every archive that holds, or is about to hold, a certificate of a closed account."""
    alive = CertificateArchive.objects.exclude(state=CertificateArchive.State.EXPIRED)
    for archive in alive:
        if in_scope(archive).filter(learner=learner).exists():
            _expire(archive)


def _expire(archive: CertificateArchive) -> None:
    """The state first: whoever is closing it then keeps no file."""
    CertificateArchive.objects.filter(pk=archive.pk).update(state=CertificateArchive.State.EXPIRED)
    archive.refresh_from_db()
    if archive.file:
        archive.file.storage.delete(str(archive.file.name))
        CertificateArchive.objects.filter(pk=archive.pk).update(file="")


def _put(parcel: zipfile.ZipFile, certificate: Certificate) -> list[str | int]:
    title = slugify(certificate.course_title)[:60] or "certificate"
    name = f"{certificate.completed_on:%Y-%m-%d}-{title}-{certificate.serial}.pdf"
    with keep_pdf(certificate).file.open("rb") as file:
        parcel.writestr(zipfile.ZipInfo(name, date_time=_moment(certificate)), file.read())
    return [
        certificate.serial,
        certificate.completed_on.isoformat(),
        certificate.name,
        certificate.course_title,
        certificate.edition_number,
        certificate.minutes,
        certificate.get_state_display(),
        name,
    ]


def _moment(certificate: Certificate) -> tuple[int, int, int, int, int, int]:
    at = certificate.issued_at
    return (at.year, at.month, at.day, at.hour, at.minute, at.second)


def _list(rows: list[list[str | int]]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    writer.writerows([[safe(cell) for cell in row] for row in rows])
    return "\ufeff" + lines.getvalue()
