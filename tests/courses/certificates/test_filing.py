"""A file is drawn once and kept with its hash; every file we ever drew is found by its bytes."""

import hashlib

import pytest
from django.db import connection

from courses.certificates import filing
from courses.certificates.filing import find_by_file, keep_pdf
from courses.certificates.models import Certificate, CertificateFile
from courses.enrolment.models import Enrolment
from courses.immutable import WrittenOnceError
from cpd.outbox.working import work_all
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


def draw_later(*facts: object, **words: object) -> bytes:
    """What a later version of the typesetter draws."""
    return b"%PDF-1.7 of a later year"


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


def test_a_lost_file_is_drawn_again_to_the_byte(certificate: Certificate) -> None:
    kept = keep_pdf(certificate)
    lose(kept)

    again = keep_pdf(Certificate.objects.get())

    assert again == kept == CertificateFile.objects.get()
    assert hashlib.sha256(content(again)).hexdigest() == kept.sha256


def test_a_file_is_found_after_a_later_one_was_drawn_with_other_bytes(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = content(keep_pdf(certificate))
    lose(CertificateFile.objects.get())
    monkeypatch.setattr(filing, "draw_pdf", draw_later)

    second = content(keep_pdf(certificate))

    assert second == draw_later()
    assert (find_by_file(first), find_by_file(second)) == (certificate, certificate)


def test_an_older_file_stands_in_for_a_newer_one_that_is_lost(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keep_pdf(certificate)
    pdf = content(first)
    lose(first)
    with monkeypatch.context() as later:
        later.setattr(filing, "draw_pdf", draw_later)
        lose(keep_pdf(certificate))

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
        return b"%PDF-1.7"

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
