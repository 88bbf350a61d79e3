"""The file is drawn once, kept with its hash, and found by its bytes."""

import hashlib

import pytest

from courses.certificates.filing import find_by_file, keep_pdf
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from cpd.outbox.working import work_all
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


def content(certificate: Certificate) -> bytes:
    with certificate.pdf.open("rb") as file:
        return bytes(file.read())


def test_a_kept_file_has_its_hash(certificate: Certificate) -> None:
    kept = keep_pdf(certificate)

    assert kept.pdf_sha256 == hashlib.sha256(content(kept)).hexdigest()
    assert str(kept.pdf.name).startswith("certificates/")


def test_keeping_twice_changes_nothing(certificate: Certificate) -> None:
    first = keep_pdf(certificate)
    second = keep_pdf(Certificate.objects.get())

    assert (first.pdf.name, first.pdf_sha256) == (second.pdf.name, second.pdf_sha256)


def test_a_stale_object_does_not_draw_a_second_file(certificate: Certificate) -> None:
    stale = Certificate.objects.get()
    kept = keep_pdf(certificate)

    assert keep_pdf(stale).pdf.name == kept.pdf.name


def test_a_lost_file_is_drawn_again_to_the_byte(certificate: Certificate) -> None:
    kept = keep_pdf(certificate)
    kept.pdf.storage.delete(str(kept.pdf.name))

    again = keep_pdf(Certificate.objects.get())

    assert again.pdf_sha256 == kept.pdf_sha256
    assert hashlib.sha256(content(again)).hexdigest() == kept.pdf_sha256


def test_the_job_keeps_the_file(certificate: Certificate) -> None:
    work_all()

    assert Certificate.objects.get().pdf_sha256


def test_a_file_is_found_by_its_bytes_alone(certificate: Certificate) -> None:
    pdf = content(keep_pdf(certificate))

    assert find_by_file(pdf) == certificate
    assert find_by_file(pdf + b" ") is None


def test_certificates_without_a_file_are_not_found_by_an_empty_one(
    certificate: Certificate,
) -> None:
    assert find_by_file(b"") is None
