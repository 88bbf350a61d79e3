"""A file is drawn once and kept with its hash; every file we ever drew is found by its bytes."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from django.db.models.signals import pre_save
from django.test import Client

from courses.certificates import filing
from courses.certificates.checking_files import check_file
from courses.certificates.credentials.keeping import NameWithheld, credential_of
from courses.certificates.filing import find_file, keep_pdf
from courses.certificates.keys.making import Purpose, current_key, rotate_keys
from courses.certificates.keys.revoking import revoke_key
from courses.certificates.models import (
    Certificate,
    CertificateCredential,
    CertificateFile,
    SigningKey,
)
from courses.certificates.reissuing import reissue
from courses.certificates.signing.checking import check_pdf
from courses.certificates.signing.pdfs import SignedPdf, sign_pdf
from courses.certificates.signing.verdicts import Signature
from courses.certificates.withholding import withhold_names
from courses.enrolment.models import Enrolment
from courses.immutable import WrittenOnceError
from cpd.outbox.working import work_all
from tests.signing import plain_pdf
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


def find_by_file(pdf: bytes) -> Certificate | None:
    """Return the certificate that a file of ours belongs to."""
    kept = find_file(pdf)
    return kept.certificate if kept else None


def draw_later(*facts: object, **words: object) -> bytes:
    """What a later version of the typesetter draws."""
    return plain_pdf()


def content(kept: CertificateFile) -> bytes:
    with kept.file.open("rb") as file:
        return bytes(file.read())


def lose(kept: CertificateFile) -> None:
    kept.file.storage.delete(str(kept.file.name))


def test_a_kept_file_has_its_hash(certificate: Certificate) -> None:
    kept = keep_pdf(certificate)

    assert kept.sha256 == hashlib.sha256(content(kept)).hexdigest()
    assert str(kept.file.name).startswith("certificates/")


def test_keeping_twice_changes_nothing(certificate: Certificate) -> None:
    first = keep_pdf(certificate)
    second = keep_pdf(Certificate.objects.get())

    assert first == second == CertificateFile.objects.get()


def test_a_lost_file_is_drawn_again_to_the_byte_and_signed_anew(certificate: Certificate) -> None:
    kept = keep_pdf(certificate)
    first = content(kept)
    lose(kept)

    again = keep_pdf(Certificate.objects.get())

    assert again.drawing_sha256 == kept.drawing_sha256
    assert again.sha256 != kept.sha256
    assert find_by_file(first) == find_by_file(content(again)) == certificate


def test_a_kept_file_says_who_made_it(certificate: Certificate) -> None:
    kept = keep_pdf(certificate)

    assert (kept.layout, kept.level, kept.key) == ("full", "B-B", current_key(Purpose.DOCUMENT))
    assert kept.engine.startswith("typst ")


def test_each_layout_has_its_own_file(certificate: Certificate) -> None:
    full, page = keep_pdf(certificate), keep_pdf(certificate, CertificateFile.Layout.PAGE)

    assert full != page
    assert keep_pdf(certificate) == full


def test_the_file_holds_the_credential_that_is_kept(certificate: Certificate) -> None:
    check = check_pdf(content(keep_pdf(certificate)))

    assert check.signature == Signature.INTACT
    assert check.credential == credential_of(certificate).document.encode()


def test_a_file_is_found_after_a_later_one_was_drawn_with_other_bytes(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = content(keep_pdf(certificate))
    lose(CertificateFile.objects.get())
    monkeypatch.setattr(filing, "draw_pdf", draw_later)

    second = content(keep_pdf(certificate))

    assert second.startswith(draw_later())
    assert (find_by_file(first), find_by_file(second)) == (certificate, certificate)


def test_an_older_file_stands_in_for_a_newer_one_that_is_lost(certificate: Certificate) -> None:
    first = keep_pdf(certificate)
    pdf = content(first)
    lose(first)
    lose(keep_pdf(certificate))
    first.file.storage.save(str(first.file.name), ContentFile(pdf))  # out of a backup

    assert (keep_pdf(certificate), content(keep_pdf(certificate))) == (first, pdf)


def test_a_kept_file_is_never_changed(certificate: Certificate) -> None:
    with pytest.raises(WrittenOnceError):
        keep_pdf(certificate).save()


def test_the_job_keeps_the_file(certificate: Certificate) -> None:
    work_all()

    assert CertificateFile.objects.get().certificate == certificate


def test_the_job_draws_before_it_takes_a_lock(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    depths: list[int] = []
    outside = len(connection.atomic_blocks)

    def draw(*facts: object, **words: object) -> bytes:
        depths.append(len(connection.atomic_blocks))
        return plain_pdf()

    monkeypatch.setattr(filing, "draw_pdf", draw)
    work_all()

    assert depths == [outside]


def test_a_file_is_found_by_its_bytes_alone(certificate: Certificate) -> None:
    pdf = content(keep_pdf(certificate))

    assert find_by_file(pdf) == certificate
    assert find_by_file(pdf + b" ") is None


def test_certificates_without_a_file_are_not_found_by_an_empty_one(
    certificate: Certificate,
) -> None:
    assert find_by_file(b"") is None


@pytest.mark.parametrize("path", ["certificates/{}/pdf/", "certificates/transcript.pdf"])
def test_without_keys_a_page_says_that_it_has_to_wait(
    client: Client, certificate: Certificate, settings: Any, tmp_path: Path, path: str
) -> None:
    settings.IS_DEMO = False
    settings.CERTIFICATE_KEYS_DIR = tmp_path
    SigningKey.objects.update(is_current=False)
    client.force_login(certificate.learner)

    answer = client.get(f"/{path.format(certificate.public_id)}")

    assert answer.status_code == 503
    assert "your certificates are safe" in answer.content.decode()


def test_after_a_change_of_keys_a_lost_file_is_drawn_again_to_the_byte(
    certificate: Certificate,
) -> None:
    kept = keep_pdf(certificate)
    lose(kept)
    rotate_keys()

    again = keep_pdf(Certificate.objects.get())

    assert again.drawing_sha256 == kept.drawing_sha256
    assert again.key == current_key(Purpose.DOCUMENT) != kept.key


@pytest.mark.parametrize("purpose", [Purpose.DOCUMENT, Purpose.CREDENTIAL])
def test_what_a_revoked_key_signed_is_not_handed_out(
    certificate: Certificate, purpose: str
) -> None:
    kept, old = keep_pdf(certificate), current_key(purpose)
    rotate_keys()
    revoke_key(old, reason="Lost.")

    again = keep_pdf(Certificate.objects.get())

    found = check_file(content(again))
    assert again.pk != kept.pk
    assert (found.pdf.signature, found.credential_sentence[:9]) == ("intact", "We signed")
    assert keep_pdf(Certificate.objects.get()) == again


def test_an_account_that_is_closed_while_a_file_is_drawn_leaves_none(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sign(drawing: bytes) -> SignedPdf:
        withhold_names(certificate.learner)
        return sign_pdf(drawing)

    monkeypatch.setattr(filing, "sign_pdf", sign)

    with pytest.raises(NameWithheld):
        keep_pdf(certificate)
    assert not CertificateFile.objects.exists()


def test_an_account_that_is_closed_while_a_credential_is_signed_leaves_none(
    certificate: Certificate,
) -> None:
    before = Certificate.objects.get()
    withhold_names(certificate.learner)

    with pytest.raises(NameWithheld):
        credential_of(before)
    assert not CertificateCredential.objects.exists()


def test_a_file_whose_row_is_not_kept_is_deleted(certificate: Certificate) -> None:
    folder = Path(keep_pdf(certificate).file.path).parent
    before = sorted(folder.iterdir())

    def refuse(sender: object, **words: object) -> None:
        raise DatabaseError

    pre_save.connect(refuse, sender=CertificateFile)
    try:
        with pytest.raises(DatabaseError):
            keep_pdf(certificate, CertificateFile.Layout.PAGE)
    finally:
        pre_save.disconnect(refuse, sender=CertificateFile)

    assert sorted(folder.iterdir()) == before


def test_the_job_draws_no_certificate_that_was_replaced(certificate: Certificate) -> None:
    reissue(certificate, by=certificate.learner, reason="A typing error.", name="Alice Nguyen")
    work_all()

    assert [kept.certificate.name for kept in CertificateFile.objects.all()] == ["Alice Nguyen"]
