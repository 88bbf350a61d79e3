"""The JSON API says what the page says, and describes itself truly."""

import json
from typing import Any

import jsonschema
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.closing import close_account
from courses.certificates.correcting import ask_correction, grant_correction
from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from tests.certificates import revoke
from tests.study import finish

BASE = "/api/v1/certificates/"


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


def ask(client: Client, certificate: Certificate) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"{BASE}{certificate.serial}").json()
    return answer


def confirms(client: Client, certificate: Certificate, name: str) -> bool:
    address = f"{BASE}{certificate.serial}/name"
    answer = client.post(address, json.dumps({"name": name}), content_type="application/json")
    return bool(answer.json()["matches"])


def test_a_valid_certificate_says_what_is_printed(client: Client, certificate: Certificate) -> None:
    answer = ask(client, certificate)

    printed = answer["printed"]
    assert (answer["status"], answer["serial"]) == ("valid", certificate.serial)
    assert (printed["name"], printed["course"]) == ("Alice Nguyễn", "The vagus nerve")
    assert (printed["minutes"], printed["edition"], printed["current_edition"]) == (50, 1, 1)
    assert certificate.learner.email not in json.dumps(answer)


def test_a_typed_serial_is_forgiven(client: Client, certificate: Certificate) -> None:
    typed = certificate.serial.lower().replace("-", "")

    assert client.get(f"{BASE}{typed}").json()["serial"] == certificate.serial


def test_a_superseded_one_says_only_what_replaces_it(
    client: Client, certificate: Certificate
) -> None:
    asked = ask_correction(certificate.learner, name="Alice Smith", explanation="")
    (new,) = grant_correction(asked, by=certificate.learner)

    answer = ask(client, certificate)

    assert (answer["status"], answer["replaced_by"]) == ("superseded", new.serial)
    assert answer["printed"] is None
    assert not confirms(client, certificate, "Alice Nguyễn")


def test_a_revoked_one_says_since_when_and_why(client: Client, certificate: Certificate) -> None:
    revoke(certificate)

    answer = ask(client, certificate)

    assert (answer["status"], answer["revoked_for"]) == ("revoked", "issued_in_error")
    assert answer["revoked_on"]


def test_a_withheld_name_is_confirmed(client: Client, certificate: Certificate) -> None:
    close_account(certificate.learner)

    assert ask(client, certificate)["printed"]["name"] is None
    assert confirms(client, certificate, "alice nguyễn")
    assert not confirms(client, certificate, "Eve")


@pytest.mark.parametrize(("serial", "status"), [("0000-0000-0000", 404), ("x", 422)])
def test_what_is_no_certificate_is_told_with_a_sentence(
    client: Client, certificate: Certificate, serial: str, status: int
) -> None:
    answer = client.get(f"{BASE}{serial}")

    assert answer.status_code == status
    assert answer.json()["detail"]


def test_asking_too_often_is_refused(client: Client, certificate: Certificate) -> None:
    codes = [client.get(f"{BASE}0000-0000-0000").status_code for _ in range(31)]

    assert codes == [404] * 30 + [429]


def test_answers_are_as_the_description_says(client: Client, certificate: Certificate) -> None:
    schema = client.get("/api/v1/openapi.json").json()

    check = {**schema["components"]["schemas"]["Check"], "components": schema["components"]}
    jsonschema.validate(ask(client, certificate), check)
    assert schema["openapi"].startswith("3.")


def check_file(client: Client, content: bytes) -> dict[str, Any]:
    file = SimpleUploadedFile("certificate.pdf", content, "application/pdf")
    answer: dict[str, Any] = client.post("/api/v1/files", {"file": file}).json()
    return answer


def test_a_file_is_judged_part_by_part(client: Client, certificate: Certificate) -> None:
    with keep_pdf(certificate).file.open("rb") as file:
        content = file.read()

    answer = check_file(client, content)

    assert (answer["status"], answer["is_kept"]) == ("valid", True)
    assert answer["signature"]["verdict"] == "intact"
    assert answer["credential"]["verdict"] == "genuine"
    assert answer["certificate"]["serial"] == certificate.serial


@pytest.mark.parametrize(
    ("change", "status"),
    [(lambda pdf: pdf.replace(b"%PDF-1.7", b"%PDF-1.6"), "doctored"), (lambda _: b"x", "unknown")],
)
def test_another_file_is_not_called_ours(
    client: Client, certificate: Certificate, change: Any, status: str
) -> None:
    with keep_pdf(certificate).file.open("rb") as file:
        answer = check_file(client, change(file.read()))

    assert answer["status"] == status
    assert answer["certificate"] is None


def test_the_page_names_every_way(client: Client, db: None) -> None:
    page = client.get("/verify/api/").content.decode()

    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert [path for path in paths if path not in page] == []


def test_files_are_checked_less_often_than_numbers(client: Client, db: None) -> None:
    codes = [
        client.post("/api/v1/files", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}).status_code
        for _ in range(11)
    ]

    assert codes == [200] * 10 + [429]
