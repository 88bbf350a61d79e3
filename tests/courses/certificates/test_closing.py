"""Closing an account leaves no name behind, whatever is under way at that moment."""

from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.utils import timezone

from accounts.closing import close_account
from accounts.joining import join_body
from accounts.models import User
from courses.certificates.archiving import ask_archive, close_archive, drop_old_archives
from courses.certificates.choosing import choose_bodies
from courses.certificates.correcting import ask_correction, decline_correction
from courses.certificates.filing import keep_pdf
from courses.certificates.issuing import issue_certificate
from courses.certificates.models import Certificate, CertificateArchive
from courses.certificates.revoking import NotValid
from courses.enrolment.models import Enrolment
from cpd.audit.models import AuditEntry
from cpd.outbox import mailer
from cpd.outbox.models import Job, Mail
from cpd.outbox.working import work_all
from tests.bodies import make_body
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


def test_other_bodies_chosen_a_moment_later_bring_no_name_back(certificate: Certificate) -> None:
    membership = join_body(certificate.learner, make_body("amt"), number="12345")
    close_account(certificate.learner)

    with pytest.raises(NotValid):
        choose_bodies(certificate, [membership], by=certificate.learner)

    assert Certificate.objects.get().name == ""


def test_a_completion_that_waited_is_not_issued_afterwards(enrolment: Enrolment) -> None:
    User.objects.update(certificate_name="")
    finish(enrolment)
    completion = enrolment.completions.get()
    completion.enrolment.learner.certificate_name = "Alice Nguyễn"  # read before the closing
    close_account(enrolment.learner)

    assert issue_certificate(completion) is None
    assert not Certificate.objects.exists()


def fail(*_: object) -> None:
    raise OSError("The disk is away.")


def test_a_failed_deletion_is_tried_again(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep_pdf(certificate)
    storage, place = kept.file.storage, str(kept.file.name)
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "delete", fail)
        close_account(certificate.learner)
        work_all()
    assert storage.exists(place)

    Job.objects.filter(kind="certificate.erase_files").update(due_at=timezone.now())
    work_all()

    assert not storage.exists(place)


def test_staffs_archives_that_hold_the_certificate_go(certificate: Certificate, dan: User) -> None:
    archive = ask_archive(dan, course=certificate.completion.enrolment.course, reason="Audit.")
    work_all()
    archive.refresh_from_db()
    storage, place = archive.file.storage, str(archive.file.name)
    close_account(certificate.learner)
    work_all()

    archive.refresh_from_db()
    assert archive.state == CertificateArchive.State.EXPIRED
    assert not storage.exists(place)


def test_an_archive_given_up_while_it_was_made_keeps_no_file(
    certificate: Certificate,
) -> None:
    archive = ask_archive(certificate.learner, learner=certificate.learner)
    CertificateArchive.objects.update(state=CertificateArchive.State.EXPIRED)

    close_archive(archive)

    assert not archive.file.storage.exists(str(archive.file.name))
    assert CertificateArchive.objects.get().file.name == ""


def test_an_archive_that_never_came_is_given_up_and_can_be_asked_for_again(
    certificate: Certificate,
) -> None:
    first = ask_archive(certificate.learner, learner=certificate.learner)
    CertificateArchive.objects.update(asked_at=timezone.now() - timedelta(hours=3))

    assert ask_archive(certificate.learner, learner=certificate.learner) != first
    drop_old_archives()
    first.refresh_from_db()
    assert first.state == CertificateArchive.State.EXPIRED


def test_no_mail_goes_to_a_closed_account_and_none_keeps_its_words(
    certificate: Certificate,
) -> None:
    address = certificate.learner.email
    context = {"certificate": certificate, "support_email": "support@example.org"}
    mailer.send_once("certificate_revoked", to=address, cause="waiting", context=context)
    sent = mailer.send_once("certificate_revoked", to=address, cause="sent", context=context)
    Mail.objects.filter(pk=sent.pk).update(state="sent", sent_at=timezone.now())

    close_account(certificate.learner)

    row = Mail.objects.get()
    assert (row.pk, row.to, row.text, row.html) == (sent.pk, "", "", "")


def test_the_log_does_not_keep_what_support_wrote(certificate: Certificate, dan: User) -> None:
    asked = ask_correction(certificate.learner, name="Alice Smith", explanation="Married.")
    decline_correction(asked, by=dan, answer="Dear Alice, please send the paper.")
    close_account(certificate.learner)

    assert not AuditEntry.objects.filter(reason__contains="Alice").exists()


def test_a_name_that_certificates_carry_changes_by_a_correction_alone(
    client: Client, certificate: Certificate
) -> None:
    client.force_login(certificate.learner)

    client.post("/accounts/profile/", {"certificate_name": "Somebody Else", "country": "GB"})

    learner = User.objects.get(pk=certificate.learner_id)
    assert (learner.certificate_name, learner.country) == ("Alice Nguyễn", "GB")
    page = client.get("/accounts/profile/").content.decode()
    assert "Your certificates carry this name." in page
    assert "/certificates/name/" in page
