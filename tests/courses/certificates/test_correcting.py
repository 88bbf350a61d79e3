"""A corrected name makes new certificates and leads from the old ones to them, without saying the
old name."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.certificates.correcting import (
    AlreadyAsked,
    AlreadyDecided,
    ask_correction,
    decline_correction,
    grant_correction,
)
from courses.certificates.models import Certificate, NameCorrection
from courses.enrolment.models import Enrolment
from cpd.audit.models import AuditEntry
from cpd.outbox.models import Mail
from tests.certificates import revoke
from tests.study import finish

NEW = "Alice Nguyễn-Smith"
ADDRESS = "/certificates/name/"


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


@pytest.fixture
def asked(certificate: Certificate) -> NameCorrection:
    return ask_correction(certificate.learner, name=NEW, explanation="I married.")


def test_a_learner_asks_on_the_page(client: Client, certificate: Certificate) -> None:
    client.force_login(certificate.learner)

    client.post(ADDRESS, {"name": f" {NEW} ", "explanation": "I married."})

    page = client.get(ADDRESS).content.decode()
    assert NameCorrection.objects.get().name == NEW
    assert "Support looks at it" in page
    assert "Withdraw the request" in page


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "required"), ("\u0001", "letter"), ("Alice Nguyễn", "carry this name already")],
)
def test_a_name_that_cannot_be_is_refused_and_kept_as_typed(
    client: Client, certificate: Certificate, name: str, told: str
) -> None:
    client.force_login(certificate.learner)

    answer = client.post(ADDRESS, {"name": name, "explanation": "Something to keep"})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Something to keep" in answer.content.decode()
    assert not NameCorrection.objects.exists()


def test_who_has_no_certificate_is_sent_to_the_profile(client: Client, carol: User) -> None:
    client.force_login(carol)

    answer = client.post(ADDRESS, {"name": NEW, "explanation": "I married."})

    assert "Change your name on your profile" in answer.content.decode()


def test_only_one_request_waits(asked: NameCorrection) -> None:
    with pytest.raises(AlreadyAsked):
        ask_correction(asked.learner, name="Another", explanation="")


def test_a_request_can_be_withdrawn_and_made_again(client: Client, asked: NameCorrection) -> None:
    client.force_login(asked.learner)

    client.post(f"{ADDRESS}withdraw/")

    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert ask_correction(asked.learner, name=NEW, explanation="")


def test_a_granted_name_supersedes_and_differs_in_nothing_else(
    asked: NameCorrection, certificate: Certificate, dan: User
) -> None:
    (new,) = grant_correction(asked, by=dan)

    certificate.refresh_from_db()
    asked.learner.refresh_from_db()
    assert (certificate.state, certificate.name) == ("superseded", "Alice Nguyễn")
    assert (new.name, new.replaces, new.state) == (NEW, certificate, "valid")
    assert new.facts == certificate.facts
    assert new.serial != certificate.serial
    assert new.token != certificate.token
    assert asked.learner.certificate_name == NEW


def test_who_decided_is_written_down_and_the_learner_told(asked: NameCorrection, dan: User) -> None:
    grant_correction(asked, by=dan, answer="Congratulations.")

    acts = set(AuditEntry.objects.filter(actor=dan).values_list("act", flat=True))
    assert acts == {"certificate.superseded", "certificate.correction_granted"}
    told = Mail.objects.get(subject__contains="has been corrected")
    assert "Congratulations." in told.text
    assert NEW in told.text


def test_a_declined_request_changes_nothing(
    asked: NameCorrection, certificate: Certificate, dan: User
) -> None:
    decline_correction(asked, by=dan, answer="Please send the paper.")

    certificate.refresh_from_db()
    assert certificate.state == "valid"
    assert "Please send the paper." in Mail.objects.get(subject__contains="About the name").text
    with pytest.raises(AlreadyDecided):
        grant_correction(asked, by=dan)


def test_a_revoked_certificate_is_not_issued_anew(
    asked: NameCorrection, certificate: Certificate, dan: User
) -> None:
    revoke(certificate)

    assert grant_correction(asked, by=dan) == []


def test_the_old_address_says_only_what_replaces_it(
    client: Client, asked: NameCorrection, certificate: Certificate, dan: User
) -> None:
    (new,) = grant_correction(asked, by=dan)

    page = client.get(reverse("certificates:verified", args=[certificate.token])).content.decode()

    assert new.serial in page
    assert "Nguyễn" not in page
    assert "vagus" not in page


def test_the_learner_keeps_sight_of_the_old_one(
    client: Client, asked: NameCorrection, certificate: Certificate, dan: User
) -> None:
    (new,) = grant_correction(asked, by=dan)
    client.force_login(asked.learner)

    page = client.get("/certificates/").content.decode()

    assert f"replaced by {new.serial}" in page
