"""Staff look at certificates, revoke them, decide on names and gather files, by role."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.certificates.correcting import ask_correction
from courses.certificates.models import Certificate, CertificateArchive, NameCorrection
from courses.enrolment.models import Enrolment
from cpd.audit.models import AuditEntry
from cpd.outbox.models import Mail
from tests.factories import make_user
from tests.study import finish

LIST = "/cms/certificates/lists/certificate/"


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    finish(enrolment)
    return Certificate.objects.get()


def member(roles: Any, sign_in: Any, role: str) -> Client:
    user = make_user(f"{role.lower()}@example.org", is_staff=True)
    user.groups.add(roles[role])
    client: Client = sign_in(user)
    return client


@pytest.fixture
def admin(roles: Any, sign_in: Any) -> Client:
    return member(roles, sign_in, "Admin")


@pytest.fixture
def support(roles: Any, sign_in: Any) -> Client:
    return member(roles, sign_in, "Support")


@pytest.mark.parametrize("words", ["alice@", "Nguyễn", "vagus"])
def test_support_finds_a_certificate(support: Client, certificate: Certificate, words: str) -> None:
    page = support.get(LIST, {"q": words}).content.decode()

    assert certificate.serial in page
    assert reverse("records:certificate", args=[certificate.public_id]) in page


def test_it_is_found_by_serial_and_not_by_another(
    support: Client, certificate: Certificate
) -> None:
    assert certificate.serial in support.get(LIST, {"q": certificate.serial}).content.decode()
    assert (
        reverse("records:certificate", args=[certificate.public_id])
        not in support.get(LIST, {"q": "0000-0000-0000"}).content.decode()
    )


def test_an_admin_revokes_with_a_class_and_a_reason(
    admin: Client, certificate: Certificate
) -> None:
    address = reverse("records:revoke", args=[certificate.public_id])

    page = admin.post(
        address,
        {"revoked_for": "not_own_work", "reason": "Somebody else sat the quiz."},
        follow=True,
    ).content.decode()

    certificate.refresh_from_db()
    assert (certificate.state, certificate.revoked_for) == ("revoked", "not_own_work")
    assert "Somebody else sat the quiz." in page
    mail = Mail.objects.get(subject__contains="has been revoked")
    assert "The work was not the learner’s own" in mail.text
    assert "Somebody else" not in mail.text


def test_revoking_wants_a_reason_and_keeps_the_choice(
    admin: Client, certificate: Certificate
) -> None:
    answer = admin.post(
        reverse("records:revoke", args=[certificate.public_id]), {"revoked_for": "wrong_person"}
    )

    certificate.refresh_from_db()
    assert answer.status_code == 422
    assert certificate.is_valid
    assert 'value="wrong_person" selected' in answer.content.decode()


def test_support_decides_on_names_and_revokes_nothing(
    support: Client, certificate: Certificate
) -> None:
    asked = ask_correction(certificate.learner, name="Alice Smith", explanation="Married.")
    address = reverse("records:correction", args=[asked.public_id])
    waiting = support.get("/cms/").content.decode()

    refused = support.post(reverse("records:revoke", args=[certificate.public_id]))
    support.post(address, {"decision": "grant", "answer": ""})

    assert refused.status_code == 302
    assert address in waiting
    assert Certificate.objects.get(state="valid").name == "Alice Smith"
    assert NameCorrection.objects.get().decided_by == User.objects.get(email="support@example.org")


def test_the_list_of_requests_leads_to_each(support: Client, certificate: Certificate) -> None:
    asked = ask_correction(certificate.learner, name="Alice Smith", explanation="Married.")

    page = support.get(reverse("lists_namecorrection:index")).content.decode()

    assert reverse("records:correction", args=[asked.public_id]) in page


def test_declining_wants_words_for_the_learner(support: Client, certificate: Certificate) -> None:
    asked = ask_correction(certificate.learner, name="Alice Smith", explanation="Married.")

    answer = support.post(
        reverse("records:correction", args=[asked.public_id]), {"decision": "decline"}
    )

    asked.refresh_from_db()
    assert answer.status_code == 422
    assert "Tell the learner why" in answer.content.decode()
    assert asked.state == "asked"


def test_an_admin_gathers_a_course(admin: Client, certificate: Certificate) -> None:
    course = certificate.completion.enrolment.course_id

    answer = admin.post(
        reverse("records:archives"), {"course": course, "reason": "The body’s audit."}
    )

    archive = CertificateArchive.objects.get()
    assert answer["Location"] == f"/certificates/archives/{archive.public_id}/"
    assert archive.total_count == 1
    assert AuditEntry.objects.get(act="certificate.archive_asked").reason == "The body’s audit."


def test_the_file_goes_with_the_right(
    roles: Any, sign_in: Any, admin: Client, certificate: Certificate
) -> None:
    admin.post(
        reverse("records:archives"), {"completed_from": "2020-01-01", "reason": "The audit."}
    )
    address = f"/certificates/archives/{CertificateArchive.objects.get().public_id}/"
    before = admin.get(address).status_code
    User.objects.get(email="admin@example.org").groups.clear()

    assert (before, admin.get(address).status_code) == (200, 404)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"reason": "x"}, "Choose a course"),
        ({"completed_from": "2026-02-02", "completed_until": "2026-01-01"}, "comes before"),
        ({"completed_from": "2099-01-01", "reason": "x"}, "No certificate fits"),
        ({"completed_from": "2026-01-01"}, "required"),
    ],
)
def test_what_cannot_be_gathered_is_said(
    admin: Client, certificate: Certificate, asked: dict[str, str], told: str
) -> None:
    answer = admin.post(reverse("records:archives"), asked)

    assert answer.status_code == 422
    assert told in answer.content.decode()


@pytest.mark.parametrize("role", ["Author", "Reviewer", "Finance"])
def test_other_roles_see_nothing_of_it(
    roles: Any, sign_in: Any, certificate: Certificate, role: str
) -> None:
    client = member(roles, sign_in, role)

    for address in (LIST, reverse("records:certificate", args=[certificate.public_id])):
        assert client.get(address).status_code == 302
