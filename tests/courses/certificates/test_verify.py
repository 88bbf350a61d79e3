"""Anybody can check a certificate by number, link or file, and learns nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.catalogue.models import Course
from courses.certificates.credentials.keeping import credential_of
from courses.certificates.drawing import draw_pdf
from courses.certificates.filing import keep_pdf
from courses.certificates.management.commands.verify_certificate import check
from courses.certificates.models import Certificate, CertificateFile
from courses.certificates.showing import judge
from courses.editions.publishing import retire
from courses.enrolment.models import Enrolment
from tests.certificates import revoke
from tests.study import finish

VERIFY = "/verify/"


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    certificate = Certificate.objects.get()
    Certificate.objects.filter(pk=certificate.pk).update(serial="7QK4-M2WD-10HT")
    certificate.refresh_from_db()
    return certificate


def by_serial(client: Client, serial: str) -> tuple[int, str]:
    response = client.post(VERIFY, {"serial": serial})
    return response.status_code, response.content.decode()


def by_link(client: Client, certificate: Certificate) -> tuple[int, str]:
    response = client.get(reverse("certificates:verified", args=[certificate.token]))
    return response.status_code, response.content.decode()


def by_file(client: Client, content: bytes) -> tuple[int, str]:
    file = SimpleUploadedFile("certificate.pdf", content, "application/pdf")
    response = client.post(VERIFY, {"file": file})
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    "typed", ["7QK4-M2WD-10HT", "7qk4 m2wd 10ht", "7qk4m2wdl0ht", " 7QK4–M2WD–IOHT "]
)
def test_a_number_is_found_however_it_is_typed(
    client: Client, certificate: Certificate, typed: str
) -> None:
    status, page = by_serial(client, typed)

    assert status == 200
    assert "Alice Nguyễn" in page
    assert "The vagus nerve" in page


@pytest.mark.parametrize(
    ("typed", "status"), [("0000-0000-0000", 404), ("nonsense", 422), ("", 422), ("é" * 500, 422)]
)
def test_a_wrong_number_says_so(
    client: Client, certificate: Certificate, typed: str, status: int
) -> None:
    found, page = by_serial(client, typed)

    assert found == status
    assert "Alice Nguyễn" not in page


def test_the_link_shows_every_printed_fact(client: Client, certificate: Certificate) -> None:
    status, page = by_link(client, certificate)

    assert status == 200
    for fact in ("Alice Nguyễn", "The vagus nerve", "50 min", "Example CPD Pty Ltd"):
        assert fact in page
    assert certificate.serial in page


def test_an_unknown_link_is_unknown(client: Client, certificate: Certificate) -> None:
    response = client.get(reverse("certificates:verified", args=["x" * 27]))

    assert response.status_code == 404


def test_the_file_is_found(client: Client, certificate: Certificate) -> None:
    with keep_pdf(certificate).file.open("rb") as file:
        status, page = by_file(client, file.read())

    assert (status, "Alice Nguyễn" in page) == (200, True)


def test_the_file_a_learner_holds_stays_valid_when_another_is_drawn(
    client: Client, certificate: Certificate, tmp_path: Path
) -> None:
    held = tmp_path / "held.pdf"
    with keep_pdf(certificate).file.open("rb") as file:
        held.write_bytes(file.read())
    first = CertificateFile.objects.get()
    first.file.storage.delete(str(first.file.name))

    assert keep_pdf(certificate).sha256 != first.sha256

    status, page = by_file(client, held.read_bytes())

    assert (status, "Alice Nguyễn" in page) == (200, True)
    assert check(held)[0]["status"] == "valid"


def test_a_doctored_file_is_called_so_and_leads_to_what_we_issued(
    client: Client, certificate: Certificate
) -> None:
    with keep_pdf(certificate).file.open("rb") as file:
        status, page = by_file(client, file.read().replace(b"%PDF-1.7", b"%PDF-1.6"))

    assert (status, "Alice Nguyễn" in page) == (200, False)
    assert "Somebody changed it" in page
    assert f'value="{certificate.serial}"' in page


def test_signature_credential_and_record_are_said_each_for_itself(
    client: Client, certificate: Certificate
) -> None:
    with keep_pdf(certificate).file.open("rb") as file:
        _, page = by_file(client, file.read())

    assert "We signed this file, and nothing in it was changed since." in page
    assert "We signed this credential, and nothing in it was changed since." in page
    assert "Exactly a file that we issued, byte for byte." in page


def test_our_credential_in_a_file_of_somebody_elses_is_doctored(
    client: Client, certificate: Certificate
) -> None:
    credential = credential_of(certificate).document.encode()
    drawing = draw_pdf(
        certificate.facts, name="Eve", serial=certificate.serial, token="x", credential=credential
    )

    _, page = by_file(client, drawing)

    assert "Somebody changed it" in page
    assert "The file carries no signature." in page


def test_a_file_of_a_revoked_certificate_says_revoked(
    client: Client, certificate: Certificate
) -> None:
    kept = keep_pdf(certificate)
    revoke(certificate)

    with kept.file.open("rb") as file:
        _, page = by_file(client, file.read())

    assert "supports no claim" in page


def test_a_file_that_nobody_kept_is_told_by_its_signature(
    client: Client, certificate: Certificate
) -> None:
    kept = keep_pdf(certificate)
    with kept.file.open("rb") as file:
        content = file.read()
    CertificateFile.objects.filter(pk=kept.pk).update(sha256="0" * 64)

    status, page = by_file(client, content)

    assert (status, "Alice Nguyễn" in page) == (200, True)
    assert "this file is not one that we kept" in page


@pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04", b"%PDF-" + b"0" * 5_300_000])
def test_what_cannot_be_ours_is_refused(client: Client, content: bytes, db: None) -> None:
    assert by_file(client, content)[0] == 422


def test_a_superseded_certificate_shows_no_facts(client: Client, certificate: Certificate) -> None:
    Certificate.objects.update(state=Certificate.State.SUPERSEDED)

    _, page = by_link(client, certificate)

    assert judge(Certificate.objects.get()).facts == {}
    assert [fact for fact in ("Alice", "50 min", "Example CPD") if fact in page] == []


def test_a_revoked_certificate_says_so(client: Client, certificate: Certificate) -> None:
    revoke(Certificate.objects.get())

    status, page = by_link(client, certificate)

    assert status == 200
    assert "revoked" in page.lower()


def test_a_certificate_outlives_its_course(client: Client, certificate: Certificate) -> None:
    retire(certificate.completion.edition.course)
    Course.objects.update(slug="other", title="Other")

    status, page = by_link(client, certificate)

    assert (status, "The vagus nerve" in page) == (200, True)


def test_the_page_holds_nothing_else_about_the_learner(
    client: Client, certificate: Certificate
) -> None:
    learner = certificate.learner
    secrets = [learner.email, str(learner.public_id), str(certificate.public_id), "Australia"]

    _, page = by_link(client, certificate)

    assert [secret for secret in secrets if secret in page.split("<main")[-1]] == []
    assert 'name="robots" content="noindex"' in page


def test_thirty_checks_a_minute_are_enough(client: Client, certificate: Certificate) -> None:
    codes = [by_serial(client, "0000-0000-0000")[0] for _ in range(31)]

    assert codes == [404] * 30 + [429]


def test_a_forged_address_does_not_lift_the_limit(client: Client, db: None) -> None:
    codes = [
        client.post(VERIFY, {"serial": "x"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code
        for n in range(31)
    ]

    assert codes[-1] == 429


def test_links_are_not_limited(client: Client, certificate: Certificate) -> None:
    assert {by_link(client, certificate)[0] for _ in range(40)} == {200}


def writes(queries: CaptureQueriesContext) -> Iterator[str]:
    verbs = ("INSERT", "UPDATE", "DELETE")
    return (query["sql"] for query in queries if query["sql"].upper().startswith(verbs))


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_never_writes(client: Client, certificate: Certificate, method: str) -> None:
    addresses = [VERIFY, reverse("certificates:verified", args=[certificate.token])]

    with CaptureQueriesContext(connection) as queries:
        codes = [getattr(client, method)(address).status_code for address in addresses]

    assert codes == [200, 200]
    assert list(writes(queries)) == []


def test_only_the_learner_gets_the_file(
    client: Client, certificate: Certificate, carol: object, sign_in: object
) -> None:
    address = reverse("certificates:pdf", args=[certificate.public_id])

    codes = [
        client.get(address).status_code,
        sign_in(carol).get(address).status_code,  # type: ignore[operator]
        sign_in(certificate.learner).get(address).status_code,  # type: ignore[operator]
    ]
    assert codes == [302, 404, 200]


def test_page_and_credential_are_not_mixed_up_by_caches(
    client: Client, certificate: Certificate
) -> None:
    address = reverse("certificates:verified", args=[certificate.token])

    answers = [client.get(address), client.get(address, headers={"Accept": "application/json"})]

    assert ["Accept" in answer["Vary"] for answer in answers] == [True, True]


def test_files_are_checked_less_often_than_numbers(client: Client, db: None) -> None:
    codes = [by_file(client, b"%PDF-1.7 no file of ours")[0] for _ in range(11)]

    assert codes == [404] * 10 + [429]
    assert by_serial(client, "0000-0000-0000")[0] == 404
