"""Certificates in one ZIP, with progress, for who may have them."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.certificates import archiving
from courses.certificates.archiving import NothingToKeep, TooMany, ask_archive, drop_old_archives
from courses.certificates.models import Certificate, CertificateArchive
from courses.enrolment.models import Enrolment
from cpd.outbox.models import Job
from cpd.outbox.working import run_job, take_due
from tests.factories import enrol_free, make_user
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


def work() -> None:
    while job := take_due():
        run_job(job)


def parcel_of(archive: CertificateArchive) -> zipfile.ZipFile:
    archive.refresh_from_db()
    with archive.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_a_learner_gets_all_of_theirs(client: Client, certificate: Certificate) -> None:
    client.force_login(certificate.learner)
    page = client.post("/certificates/archives/", follow=True).content.decode()
    work()

    archive = CertificateArchive.objects.get()
    answer = client.get(f"/certificates/archives/{archive.public_id}/file/")

    parcel = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    name = f"{certificate.completed_on:%Y-%m-%d}-the-vagus-nerve-{certificate.serial}.pdf"
    assert "It is being made" in page
    assert parcel.namelist() == [name, "certificates.csv"]
    assert parcel.read(name).startswith(b"%PDF-")


def test_the_list_in_it_runs_nothing(certificate: Certificate) -> None:
    Certificate.objects.update(name="=1+1")
    archive = ask_archive(certificate.learner, learner=certificate.learner)
    work()

    text = parcel_of(archive).read("certificates.csv").decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text)))[1][2] == "'=1+1"


def test_it_is_made_in_batches_and_shows_how_far_it_is(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "BATCH", 1)
    carol = make_user("c@example.org", certificate_name="Carol C", is_superuser=True)
    finish(enrol_free(carol, certificate.completion.enrolment.course))
    archive = ask_archive(carol, course=certificate.completion.enrolment.course)
    client.force_login(carol)

    run_job(Job.objects.get(kind="certificate.archive"))
    answer = client.get(f"/certificates/archives/{archive.public_id}/status.json")
    work()

    assert answer.json() == {"state": "waiting-1"}
    assert len(parcel_of(archive).namelist()) == 3


def test_somebody_elses_archive_does_not_exist(
    client: Client, certificate: Certificate, carol: User
) -> None:
    archive = ask_archive(certificate.learner, learner=certificate.learner)
    work()
    client.force_login(carol)

    for path in ("", "file/", "status.json"):
        assert client.get(f"/certificates/archives/{archive.public_id}/{path}").status_code == 404


def test_asking_again_while_it_is_made_makes_no_second(certificate: Certificate) -> None:
    first = ask_archive(certificate.learner, learner=certificate.learner)

    assert ask_archive(certificate.learner, learner=certificate.learner) == first


def test_nothing_and_too_much_are_said(
    certificate: Certificate, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "MOST", 0)

    with pytest.raises(NothingToKeep):
        ask_archive(carol, learner=carol)
    with pytest.raises(TooMany):
        ask_archive(carol)


def test_a_period_holds_its_first_and_last_day(certificate: Certificate, dan: User) -> None:
    day = certificate.completed_on

    assert ask_archive(dan, completed_from=day, completed_until=day).total_count == 1
    with pytest.raises(NothingToKeep):
        ask_archive(dan, completed_from=day + timedelta(days=1))


def test_the_file_goes_after_a_week(client: Client, certificate: Certificate) -> None:
    archive = ask_archive(certificate.learner, learner=certificate.learner)
    work()
    CertificateArchive.objects.update(ready_at=timezone.now() - timedelta(days=8))
    archive.refresh_from_db()
    place = str(archive.file.name)

    drop_old_archives()

    client.force_login(certificate.learner)
    answer = client.get(f"/certificates/archives/{archive.public_id}/file/")
    assert answer.status_code == 404
    assert not archive.file.storage.exists(place)
