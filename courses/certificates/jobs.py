"""Jobs of certificates."""

from contextlib import suppress
from datetime import timedelta

from accounts.models import User
from courses.catalogue.models import Provider
from courses.certificates import resigning
from courses.certificates.archiving import close_archive, draw_batch, drop_old_archives
from courses.certificates.credentials.keeping import NameWithheld
from courses.certificates.filing import keep_pdf
from courses.certificates.issuing import issue_certificate, waiting
from courses.certificates.keys import ageing  # noqa: F401 registers its job
from courses.certificates.models import Certificate, CertificateArchive
from courses.certificates.withholding import erase_files
from cpd.outbox.posting import post_job
from cpd.outbox.registry import job
from cpd.outbox.schedule import every

BATCH = 100


@job("certificate.draw", tries=5, seconds=60, in_transaction=False)
def draw_certificate(certificate_id: int) -> None:
    """Sign the credential of a certificate, and draw and keep its file, unless a download already
    did; not where it was superseded, or its account closed, before the job came round."""
    certificate = Certificate.objects.get(pk=certificate_id)
    if certificate.state != Certificate.State.SUPERSEDED:
        with suppress(NameWithheld):
            keep_pdf(certificate)


@every(timedelta(hours=1), "certificates.issue_waiting")
def issue_all_waiting(after: int = 0) -> None:
    """Issue the next batch of what waited for a provider, and post the one that follows."""
    if not Provider.objects.filter(is_current=True).exists():
        return
    named = waiting().exclude(enrolment__learner__certificate_name="").filter(pk__gt=after)
    batch = list(named.order_by("pk")[:BATCH])
    for completion in batch:
        issue_certificate(completion)
    if len(batch) == BATCH:
        post_job("certificates.issue_waiting", after=batch[-1].pk)


@job("certificate.archive", tries=5, seconds=600, in_transaction=False)
def make_archive(archive_id: int, after: int = 0) -> None:
    """Draw the next batch of an archive and post the one that follows; the last one closes it."""
    archive = CertificateArchive.objects.get(pk=archive_id)
    if archive.state != CertificateArchive.State.WAITING:
        return
    last = draw_batch(archive, after=after)
    if last is None:
        close_archive(archive)
    else:
        post_job(
            "certificate.archive",
            key=f"archive:{archive_id}:{last}",
            archive_id=archive_id,
            after=last,
        )


@job("certificate.erase_files", tries=5, seconds=120, in_transaction=False)
def erase_files_of(learner_id: int) -> None:
    """Delete what names somebody who closed their account."""
    erase_files(User.objects.get(pk=learner_id))


@every(timedelta(hours=6), "certificates.drop_archives")
def drop_archives() -> None:
    """Delete archives that are older than a week."""
    drop_old_archives()


@job(resigning.KIND, tries=5, seconds=300, in_transaction=False)
def resign(after: int = 0, old_key: int | None = None, run: str = "") -> None:
    """Sign the next batch again with the current keys."""
    resigning.resign_batch(after, old_key, run)
