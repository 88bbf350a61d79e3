"""A certificate is issued once, and every printed word stays as it was."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.models import User
from courses.catalogue.models import Author, Course, Provider
from courses.certificates.issuing import issue_certificate, issue_waiting
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from cpd.audit.models import AuditEntry
from cpd.outbox.models import Job
from tests.certificates import revoke
from tests.factories import publish_course
from tests.study import finish


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        finish(enrolment)
    return Certificate.objects.get()


def test_every_printed_word_is_copied(certificate: Certificate) -> None:
    facts = certificate.facts

    assert (certificate.name, certificate.course_title) == ("Alice Nguyễn", "The vagus nerve")
    assert (certificate.minutes, certificate.edition_number) == (50, 1)
    assert (facts["title"], facts["edition"], facts["duration"]) == (
        "The vagus nerve",
        1,
        "50 min",
    )
    assert facts["provider"]["registration"] == "ABN 00 000 000 000"
    assert facts["author"] == "Bob Hale, Remedial massage therapist"
    assert facts["assessed"] == "Yes, quiz passed at 80 % or more"
    assert facts["completed_on"] == "2026-03-01"
    assert len(facts["outcomes"]) == 2


def test_no_later_change_reaches_a_certificate(certificate: Certificate) -> None:
    before = Certificate.objects.values().get()
    User.objects.update(certificate_name="Somebody Else", email="else@example.org")
    Provider.objects.update(legal_name="Other Ltd", registration="None")
    Author.objects.update(name="Other Author")
    Course.objects.update(title="Other title", minutes_basis="Other", outcomes="Other outcome")
    publish_course(Course.objects.get())
    Course.objects.update(slug="other-slug")

    assert Certificate.objects.values().get() == before


def test_issuing_again_returns_the_same(certificate: Certificate) -> None:
    assert issue_certificate(certificate.completion) == certificate
    assert issue_waiting(certificate.learner) == []


def test_issuing_is_written_down_drawn_and_told_once(certificate: Certificate) -> None:
    issue_certificate(certificate.completion)

    assert AuditEntry.objects.filter(act="certificate.issued").count() == 1
    assert Job.objects.get(kind="certificate.draw").payload == {"certificate_id": certificate.pk}
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]


def test_without_a_provider_the_certificate_waits(enrolment: Enrolment) -> None:
    Provider.objects.update(is_current=False)
    finish(enrolment)
    waited = not Certificate.objects.exists()
    Provider.objects.update(is_current=True)

    assert (waited, len(issue_waiting(enrolment.learner))) == (True, 1)


def test_nobody_elses_waiting_certificate_is_issued(enrolment: Enrolment, carol: User) -> None:
    User.objects.update(certificate_name="")
    finish(enrolment)

    assert issue_waiting(carol) == []


def test_a_revoked_certificate_is_not_issued_again_by_itself(certificate: Certificate) -> None:
    revoke(Certificate.objects.get())

    assert issue_waiting(certificate.learner) == []


def test_two_valid_certificates_for_a_completion_cannot_exist(certificate: Certificate) -> None:
    values = Certificate.objects.values().get()
    new = {"id": None, "public_id": uuid4(), "serial": "0", "token": "0"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(**{**values, **new})


def test_a_certificate_without_a_name_cannot_exist(certificate: Certificate) -> None:
    with pytest.raises(IntegrityError, match="certificate_has_a_name"), transaction.atomic():
        Certificate.objects.update(name="")


def test_a_learner_with_a_certificate_cannot_be_deleted(certificate: Certificate) -> None:
    with pytest.raises(IntegrityError):
        certificate.learner.delete()
