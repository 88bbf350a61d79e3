"""After a change of keys everything is signed again in batches; what was handed out stays good."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from courses.certificates import resigning
from courses.certificates.checking_files import check_file
from courses.certificates.filing import keep_pdf
from courses.certificates.keys.making import Purpose, current_key, rotate_keys
from courses.certificates.models import Certificate, CertificateFile, SigningKey
from courses.certificates.reissuing import reissue
from courses.certificates.resigning import due, progress
from courses.certificates.withholding import withhold_names
from courses.enrolment.models import Enrolment
from cpd.outbox.models import Job
from cpd.outbox.working import work_all
from tests.study import finish


@pytest.fixture
def certificates(
    carol: User, enrolment: Enrolment, other_enrolment: Enrolment
) -> list[Certificate]:
    """Alice's and Carol's, with their files."""
    User.objects.filter(pk=carol.pk).update(certificate_name="Carol Byrne")
    for one in (enrolment, other_enrolment):
        one.refresh_from_db()
        finish(Enrolment.objects.get(pk=one.pk))
    work_all()
    return list(Certificate.objects.order_by("pk"))


@pytest.fixture
def old(certificates: list[Certificate]) -> SigningKey:
    key = current_key(Purpose.DOCUMENT)
    rotate_keys()
    return SigningKey.objects.get(pk=key.pk)


def resign(*words: str) -> str:
    output = StringIO()
    call_command("resign_certificates", *words, stdout=output)
    return output.getvalue()


def content(kept: CertificateFile) -> bytes:
    with kept.file.open("rb") as file:
        return bytes(file.read())


def test_all_are_signed_again_in_batches(
    certificates: list[Certificate], old: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resigning, "BATCH", 1)
    assert "Still to sign: 2. The work is posted." in resign()

    work_all()

    assert "By the current key: 2. Still to sign: 0." in resign("--status")
    for certificate in certificates:
        assert [kept.key for kept in certificate.files.all()] == [
            current_key(Purpose.DOCUMENT),
            old,
        ]
        assert certificate.credentials.count() == 2


def test_again_changes_nothing(certificates: list[Certificate], old: SigningKey) -> None:
    for _ in range(3):
        resign()
        work_all()

    assert CertificateFile.objects.count() == 4


def test_the_older_files_still_verify(certificates: list[Certificate], old: SigningKey) -> None:
    before = content(keep_pdf(certificates[0]))
    resign()
    work_all()
    after = content(keep_pdf(certificates[0]))

    assert before != after
    for file in (before, after):
        found = check_file(file)
        assert (found.is_kept, found.certificate) == (True, certificates[0])
        assert found.pdf.signature == "intact"


def test_a_withheld_name_is_not_signed_again(
    certificates: list[Certificate], old: SigningKey
) -> None:
    withhold_names(certificates[0].learner)

    assert [one.pk for one in due()] == [certificates[1].pk]


def test_files_from_before_signatures_are_signed_too(certificates: list[Certificate]) -> None:
    CertificateFile.objects.update(key=None)

    assert progress().left == 2


def test_a_file_that_lacks_its_time_stamp_is_due(
    certificates: list[Certificate], settings: Any
) -> None:
    assert progress().left == 0

    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"
    assert progress().left == 2
    resign()
    work_all()
    assert CertificateFile.objects.count() == 2  # the service is still down


def test_only_what_one_key_signed(certificates: list[Certificate], old: SigningKey) -> None:
    resign("--key", old.key_id)
    work_all()

    assert progress().left == 0
    with pytest.raises(CommandError, match="no such older key"):
        resign("--key", current_key(Purpose.DOCUMENT).key_id)


def test_files_of_both_layouts_and_lone_credentials_are_signed_again(
    certificates: list[Certificate],
) -> None:
    one, other = certificates
    CertificateFile.objects.filter(certificate=other)._raw_delete("default")
    keep_pdf(one, CertificateFile.Layout.PAGE)
    rotate_keys()
    assert progress().left == 2

    resign()
    work_all()

    newest = {kept.layout: kept.key for kept in reversed(one.files.all())}
    assert set(newest.values()) == {current_key(Purpose.DOCUMENT)}
    assert set(newest) == {"full", "page"}
    assert other.credentials.count() == 2
    assert (progress().left, other.files.count()) == (0, 0)


def test_a_file_with_an_older_credential_is_signed_again(
    certificates: list[Certificate], old: SigningKey
) -> None:
    lost = keep_pdf(certificates[0])
    lost.file.storage.delete(str(lost.file.name))
    again = keep_pdf(certificates[0])  # by the current key, with the credential that is kept
    assert certificates[0] in due()

    resign()
    work_all()

    newest = keep_pdf(certificates[0])
    found = check_file(content(newest)).credential
    assert newest != again
    assert found is not None
    assert found.key == current_key(Purpose.CREDENTIAL)


def test_a_superseded_certificate_is_not_signed_again(
    certificates: list[Certificate], old: SigningKey
) -> None:
    one = certificates[0]
    reissue(one, by=one.learner, reason="A typing error.", name="Alice Nguyen")

    assert [row.pk for row in due()] == [certificates[1].pk]


def test_a_batch_that_is_tried_again_posts_what_follows_once(
    certificates: list[Certificate], old: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resigning, "BATCH", 1)
    for _ in range(2):
        resigning.resign_batch(run="a")
        CertificateFile.objects.filter(key=current_key(Purpose.DOCUMENT))._raw_delete("default")

    assert Job.objects.filter(kind=resigning.KIND).count() == 1
