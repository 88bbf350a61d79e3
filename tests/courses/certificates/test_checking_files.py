"""A file's signature, its credential and our record are each told, by function and by command."""

import json
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from courses.catalogue.models import Provider
from courses.certificates.checking_files import check_file
from courses.certificates.credentials.checking import Standing
from courses.certificates.credentials.keeping import credential_of
from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate, CertificateFile
from courses.certificates.reissuing import reissue
from courses.certificates.signing.verdicts import Signature
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from tests.certificates import revoke
from tests.reading import pages_of
from tests.signing import plain_pdf
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


@pytest.fixture
def content(certificate: Certificate) -> bytes:
    with keep_pdf(certificate).file.open("rb") as file:
        return bytes(file.read())


def verify(path: Path, content: bytes) -> tuple[dict[str, str | None], int]:
    """Run the command on a file; returns its answer and its exit code."""
    file, output = path / "file.pdf", StringIO()
    file.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_certificate", str(file), "--json", stdout=output)
    answer: dict[str, str | None] = json.loads(output.getvalue())
    return answer, int(ended.value.code or 0)


def doctored(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def appended(content: bytes) -> bytes:
    writer, output = IncrementalPdfFileWriter(BytesIO(content)), BytesIO()
    writer.update_root()
    writer.write(output)
    return output.getvalue()


def test_a_file_of_ours_is_told_in_every_part(certificate: Certificate, content: bytes) -> None:
    found = check_file(content)

    assert found.pdf.signature == Signature.INTACT
    assert found.credential is not None
    assert found.credential.standing == Standing.GENUINE
    assert (found.is_kept, found.certificate, found.is_doctored) == (True, certificate, False)
    assert "We signed this file" in found.signature_sentence
    assert "We signed this credential" in found.credential_sentence


def test_the_command_says_all_of_it(
    certificate: Certificate, content: bytes, tmp_path: Path
) -> None:
    answer, code = verify(tmp_path, content)

    assert code == 0
    assert answer == {
        "status": "valid",
        "serial": certificate.serial,
        "name": certificate.name,
        "course": certificate.course_title,
        "signature": "intact",
        "credential": "genuine",
    }


@pytest.mark.parametrize("change", [doctored, appended], ids=["one byte", "an update"])
def test_a_doctored_copy_is_not_valid(
    content: bytes, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    copy = change(content)
    answer, code = verify(tmp_path, copy)

    assert (answer["status"], answer["signature"], code) == ("changed", "changed", 1)
    assert answer["name"] is None
    assert check_file(copy).is_doctored


def test_a_revoked_certificate_is_not_valid(
    certificate: Certificate, content: bytes, tmp_path: Path
) -> None:
    revoke(certificate)
    answer, code = verify(tmp_path, content)

    assert (answer["status"], answer["signature"], code) == ("revoked", "intact", 1)


def test_without_our_record_signature_and_credential_still_speak(
    certificate: Certificate, content: bytes, tmp_path: Path
) -> None:
    CertificateFile.objects.all()._raw_delete("default")
    assert verify(tmp_path, content)[0]["status"] == "valid"  # found by its credential

    credential_of(certificate)
    Certificate.objects.update(serial="0000-0000-0000")
    answer, code = verify(tmp_path, content)

    assert (answer["status"], answer["signature"], code) == ("unknown", "intact", 1)
    assert (answer["credential"], answer["course"]) == ("genuine", certificate.course_title)


def test_our_credential_in_somebody_elses_file_is_told(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    credential = credential_of(certificate).document.encode()
    forged = plain_pdf(credential)
    found = check_file(forged)

    assert found.pdf.signature == Signature.NONE
    assert found.credential is not None
    assert found.credential.is_ours
    assert found.is_doctored


def test_what_is_no_certificate_is_none(tmp_path: Path, db: None) -> None:
    for content in (b"", b"text", plain_pdf()):
        assert verify(tmp_path, content)[1] == 2


def test_a_sample_is_signed_and_no_certificate(edition: Edition, tmp_path: Path) -> None:
    out = tmp_path / "sample.pdf"
    call_command(
        "issue_sample_certificate", "--name", "Alice Nguyễn", "--out", str(out), stdout=StringIO()
    )

    answer, code = verify(tmp_path, out.read_bytes())

    assert (answer["status"], answer["signature"], code) == ("sample", "intact", 1)
    assert answer["credential"] == "genuine"
    assert answer["course"] is not None
    assert answer["course"].startswith("Sample")
    assert verify(tmp_path, doctored(out.read_bytes()))[1] == 1


def test_of_a_replaced_certificate_no_name_is_said(
    certificate: Certificate, content: bytes, tmp_path: Path
) -> None:
    reissue(certificate, by=certificate.learner, reason="A typing error.", name="Alice Nguyen")

    answer, code = verify(tmp_path, content)

    assert (answer["status"], answer["serial"], code) == ("superseded", certificate.serial, 1)
    assert (answer["name"], answer["course"]) == (None, None)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, db: None) -> None:
    said, warned = StringIO(), StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command(
            "verify_certificate", str(tmp_path / "none.pdf"), "--json", stdout=said, stderr=warned
        )

    assert ended.value.code == 2
    assert "none.pdf cannot be read: No such file" in warned.getvalue()
    assert set(json.loads(said.getvalue())) == {
        "status",
        "serial",
        "name",
        "course",
        "signature",
        "credential",
    }


def sample(out: Path) -> None:
    call_command("issue_sample_certificate", "--name", "A B", "--out", str(out), stdout=StringIO())


def test_a_sample_says_what_it_needs(edition: Edition, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Make it first"):
        sample(tmp_path / "none" / "sample.pdf")
    with pytest.raises(CommandError, match="is a folder"):
        sample(tmp_path)
    Provider.objects.update(is_current=False)
    with pytest.raises(CommandError, match="studio’s library"):
        sample(tmp_path / "sample.pdf")


def test_a_sample_has_the_day_of_sydney(edition: Edition, tmp_path: Path) -> None:
    with time_machine.travel("2026-11-26T20:00:00Z", tick=False):
        sample(tmp_path / "sample.pdf")

    pages = "".join(pages_of((tmp_path / "sample.pdf").read_bytes()))
    assert "27 November 2026" in pages
