"""In eight years, after all that can happen to a course and an account, a certificate verifies; and
nobody finds one by guessing."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from accounts.closing import close_account
from courses.catalogue.models import Course
from courses.certificates.correcting import ask_correction, grant_correction
from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate, CertificateFile
from courses.certificates.serials import make_serial, make_token
from courses.editions.models import Edition
from courses.editions.publishing import retire
from courses.enrolment.models import Enrolment
from tests.study import finish

LATER = datetime(2034, 11, 20, 12, tzinfo=UTC)
Fate = Callable[[Certificate], None]


def key_changed(certificate: Certificate) -> None:
    call_command("certificate_keys", "rotate", verbosity=0)


def course_retired(certificate: Certificate) -> None:
    retire(certificate.completion.edition.course)
    Edition.objects.update(is_live=False)


def slug_changed(certificate: Certificate) -> None:
    Course.objects.update(slug="another", title="Another")


def account_closed(certificate: Certificate) -> None:
    close_account(certificate.learner)


def file_lost(certificate: Certificate) -> None:
    row = CertificateFile.objects.get()
    row.file.storage.delete(str(row.file.name))


def all_of_it(certificate: Certificate) -> None:
    for fate in (key_changed, course_retired, slug_changed, account_closed):
        fate(certificate)


FATES = [key_changed, course_retired, slug_changed, account_closed, file_lost, all_of_it]


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


@pytest.mark.parametrize("fate", FATES, ids=lambda fate: fate.__name__)
def test_in_eight_years_the_file_verifies_whatever_happened(
    client: Client, certificate: Certificate, fate: Fate
) -> None:
    with keep_pdf(certificate).file.open("rb") as file:
        held = SimpleUploadedFile("held.pdf", file.read(), "application/pdf")
    fate(certificate)

    with time_machine.travel(LATER, tick=False):
        page = client.post("/verify/", {"file": held}).content.decode()

    assert "Valid" in page
    assert "The vagus nerve" in page
    assert "We signed this file, and nothing in it was changed since." in page
    assert "We signed this credential, and nothing in it was changed since." in page
    assert "Exactly a file that we issued, byte for byte." in page


@pytest.mark.parametrize("fate", FATES, ids=lambda fate: fate.__name__)
def test_in_eight_years_number_and_link_verify_too(
    client: Client, certificate: Certificate, fate: Fate
) -> None:
    keep_pdf(certificate)
    fate(certificate)

    with time_machine.travel(LATER, tick=False):
        by_link = client.get(f"/verify/{certificate.token}/").content.decode()
        by_serial = client.post("/verify/", {"serial": certificate.serial}).content.decode()

    for page in (by_link, by_serial):
        assert "Valid" in page
        assert "The vagus nerve" in page


def test_the_command_verifies_it_without_our_record(
    certificate: Certificate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = tmp_path / "held.pdf"
    with keep_pdf(certificate).file.open("rb") as file:
        held.write_bytes(file.read())
    CertificateFile.objects.update(sha256="0" * 64)

    with time_machine.travel(LATER, tick=False), pytest.raises(SystemExit) as end:
        call_command("verify_certificate", str(held))

    assert end.value.code == 0
    assert certificate.serial in capsys.readouterr().out


def test_the_command_says_nothing_of_a_superseded_name(
    certificate: Certificate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = tmp_path / "held.pdf"
    with keep_pdf(certificate).file.open("rb") as file:
        held.write_bytes(file.read())
    asked = ask_correction(certificate.learner, name="Alice Smith", explanation="")
    grant_correction(asked, by=certificate.learner)

    with pytest.raises(SystemExit) as end:
        call_command("verify_certificate", str(held))

    out = capsys.readouterr().out
    assert end.value.code == 1
    assert "superseded" in out
    assert "Nguyễn" not in out


def test_ten_thousand_guesses_find_nothing(certificate: Certificate) -> None:
    for _ in range(20):
        serials = [make_serial() for _ in range(500)]
        tokens = [make_token() for _ in range(500)]
        assert not Certificate.objects.filter(serial__in=serials).exists()
        assert not Certificate.objects.filter(token__in=tokens).exists()


def test_numbers_tell_nothing_about_their_order() -> None:
    serials = [make_serial() for _ in range(1000)]

    assert len(set(serials)) == 1000
    assert serials != sorted(serials)
    assert len({serial[0] for serial in serials}) == 32
