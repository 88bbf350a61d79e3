"""After an account is closed its certificates still verify; the name is withheld, and confirmed to
whoever types it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.closing import close_account
from accounts.models import User
from courses.certificates.correcting import ask_correction
from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate, NameCorrection
from courses.certificates.withholding import is_named
from courses.enrolment.models import Enrolment
from cpd.outbox.working import work_all
from tests.study import finish


@pytest.fixture
def closed(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    certificate = Certificate.objects.get()
    keep_pdf(certificate)
    ask_correction(certificate.learner, name="Alice N.", explanation="Shorter.")
    close_account(certificate.learner)
    work_all()
    return Certificate.objects.get()


def test_nothing_that_names_the_person_is_left(closed: Certificate) -> None:
    row = str(Certificate.objects.values().get())
    correction = NameCorrection.objects.get()

    assert not closed.credentials.exists()
    assert "Alice" not in row
    assert "alice" not in row
    assert "Nguy" not in row
    assert (correction.name, correction.explanation, correction.state) == ("", "", "withdrawn")


def test_the_file_is_gone_and_its_hash_stays(closed: Certificate) -> None:
    row = closed.files.get()

    assert row.sha256
    assert not row.file.storage.exists(str(row.file.name))


def test_it_still_verifies_and_says_that_the_name_is_withheld(
    client: Client, closed: Certificate
) -> None:
    page = client.get(reverse("certificates:verified", args=[closed.token])).content.decode()

    assert "Valid" in page
    assert "The name is withheld" in page
    assert "The vagus nerve" in page
    assert "Nguy" not in page


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [("Alice Nguyễn", True), ("  alice   NGUYỄN ", True), ("Alice Nguyen", False), ("", False)],
)
def test_a_typed_name_is_confirmed_or_not(closed: Certificate, typed: str, is_right: bool) -> None:
    assert is_named(closed, typed) is is_right


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Alice Nguyễn", "Yes. It was issued to this name"),
        ("Eve", "No. It was not issued to this name"),
    ],
)
def test_the_page_confirms_a_typed_name(
    client: Client, closed: Certificate, typed: str, told: str
) -> None:
    answer = client.post("/verify/", {"serial": closed.serial, "name": typed})

    assert told in answer.content.decode()


def test_what_stands_on_other_peoples_certificates_is_not_touched(
    closed: Certificate, carol: User
) -> None:
    close_account(carol)

    assert Certificate.objects.get().name_hash == closed.name_hash
