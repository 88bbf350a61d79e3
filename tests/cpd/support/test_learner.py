"""A learner's page: what stands on it, and its timeline."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.joining import join_body
from accounts.models import User
from courses.attempts.allowing import give_allowance
from courses.certificates.correcting import ask_correction, grant_correction
from courses.certificates.models import Certificate
from courses.certificates.revoking import revoke_certificate
from courses.enrolment.models import Enrolment
from cpd.audit.models import AuditEntry
from cpd.audit.recording import record
from cpd.outbox.models import Mail
from tests.bodies import make_body
from tests.factories import enrol_free, make_full_course, publish_course
from tests.payments.factories import make_order, make_refund
from tests.study import complete_lessons, finish, take_quiz


def page(desk: Client, user: User, **query: Any) -> str:
    return desk.get(reverse("support:learner", args=[user.public_id]), query).content.decode()


def test_it_tells_the_facts(desk: Client, alice: User) -> None:
    join_body(alice, make_body("amt"), number="7")

    shown = page(desk, alice)

    for words in ("Alice Nguyễn", "alice@example.org, verified", "Australia", "AMT 7"):
        assert words in shown


def test_it_tells_progress_and_attempts_left(desk: Client, enrolment: Enrolment) -> None:
    quiz = enrolment.edition.items.get(lesson_version=None).quiz_version
    assert quiz is not None
    complete_lessons(enrolment)
    take_quiz(enrolment, right=False)
    limit = quiz.content["attempt_limit"]

    shown = page(desk, enrolment.learner)

    assert "2 of 2 lessons" in shown
    left = "attempts without limit" if limit is None else f"{limit - 1} attempts left"
    assert f"Final quiz: not passed, {left}" in shown


def test_the_timeline_tells_everything(
    desk: Client, jo: User, alice: User, enrolment: Enrolment
) -> None:
    finish(enrolment)
    certificate = Certificate.objects.get()
    revoke_certificate(certificate, revoked_for="on_request", by=jo, reason="By phone.")
    make_refund(make_order(alice), note="x")
    give_allowance(alice, extra_attempts=2, reason="The line broke.", by=jo)
    record("sign_in.done", actor=alice, subject=alice, how="code")

    shown = page(desk, alice)

    for words in (
        "Lesson completed: Lesson 1 (The vagus nerve)",
        "Course completed: The vagus nerve, edition 1",
        "100 %, passed: Final quiz, attempt 1",
        f"Issued: {certificate.serial}",
        f"Revoked: {certificate.serial}",
        "By phone.",
        "Access to The vagus nerve: free enrolment",
        "The line broke.",
        "Signed in (code)",
        "A$99.00 arrived by card",
        "Refund of A$99.00",
        "to alice@example.org",
        "Jo Lindqvist",
    ):
        assert words in shown, words


def test_the_timeline_leads_to_what_it_names_and_prints_no_codes(
    desk: Client, jo: User, alice: User, enrolment: Enrolment
) -> None:
    finish(enrolment)
    correction = ask_correction(alice, name="Alice Smith", explanation="x")
    grant_correction(correction, by=jo)
    order = make_order(alice)
    record("documents.resent", actor=jo, subject=alice, thing=str(order.public_id))

    shown = page(desk, alice, kind="staff")

    asked = reverse("records:correction", args=[correction.public_id])
    assert f'<a href="{asked}">Another name granted</a>' in shown
    bought = reverse("sales:order", args=[order.public_id])
    assert f'<a href="{bought}">Receipt sent again (order {order.reference})</a>' in shown


@pytest.mark.parametrize(
    ("kind", "told"),
    [("progress", "Lesson completed"), ("attempt", "100 %, passed"), ("certificate", "Issued:")],
)
def test_the_timeline_is_filtered_by_kind(
    desk: Client, enrolment: Enrolment, kind: str, told: str
) -> None:
    finish(enrolment)

    shown = page(desk, enrolment.learner, kind=kind)

    assert told in shown
    assert "Enrolled (vagus-nerve)" not in shown


def test_the_timeline_is_paged_newest_first(desk: Client, alice: User) -> None:
    now = timezone.now()
    for number in range(60):
        entry = record("sign_in.done", actor=alice, subject=alice, how=f"way-{number:02}")
        AuditEntry.objects.filter(pk=entry.pk).update(at=now - timedelta(hours=number))

    first, second = page(desk, alice, kind="sign-in"), page(desk, alice, kind="sign-in", page=2)

    assert first.index("way-00") < first.index("way-49")
    assert "way-50" not in first
    assert "way-59" in second
    assert "Older" in first
    assert "Older" not in second


@pytest.mark.parametrize(
    "query", [{"page": "-1"}, {"page": "9" * 50}, {"kind": "'"}, {"page": "²"}]
)
def test_odd_queries_get_a_page(desk: Client, alice: User, query: dict[str, str]) -> None:
    assert desk.get(reverse("support:learner", args=[alice.public_id]), query).status_code == 200


def test_the_words_of_mails_stay_between_us_and_the_learner(desk: Client, alice: User) -> None:
    Mail.objects.create(to="Alice@example.org", sender="x", subject="Your code", text="SECRET 1234")

    shown = page(desk, alice, kind="mail")

    assert "Your code" in shown
    assert "SECRET" not in shown


@pytest.mark.parametrize(("is_verified", "is_shown"), [(False, False), (True, True)])
def test_mails_to_a_second_address_are_shown_once_it_is_proved(
    desk: Client, alice: User, is_verified: bool, is_shown: bool
) -> None:
    EmailAddress.objects.create(user=alice, email="typed@example.org", verified=is_verified)
    mail = Mail.objects.create(
        to="typed@example.org", sender="x", subject="Theirs", state="sent", sent_at=timezone.now()
    )

    shown = page(desk, alice, kind="mail")
    address = reverse("support:resend_mail", args=[alice.public_id, mail.pk])
    answer = desk.post(address, {"reason": "By phone."})

    assert ("Theirs" in shown) == is_shown
    assert answer.status_code == (302 if is_shown else 404)


def test_mails_to_an_own_address_that_is_not_verified_yet_are_shown(
    desk: Client, alice: User
) -> None:
    EmailAddress.objects.filter(user=alice).update(verified=False)
    Mail.objects.create(to="alice@example.org", sender="x", subject="Your code")

    assert "Your code" in page(desk, alice, kind="mail")


def test_the_number_of_queries_does_not_grow(desk: Client, alice: User, course: Any) -> None:
    first = enrol_free(alice, publish_course(course).course)
    finish(first)
    make_order(alice)
    page(desk, alice)
    with CaptureQueriesContext(connection) as few:
        page(desk, alice)
    for slug in ("second", "third"):
        finish(enrol_free(alice, publish_course(make_full_course(slug)).course))
        make_order(alice)
    for _ in range(120):
        record("sign_in.done", actor=alice, subject=alice)
    with CaptureQueriesContext(connection) as many:
        page(desk, alice)

    assert len(many) <= len(few)


def test_a_closed_account_offers_nothing(desk: Client, alice: User, enrolment: Enrolment) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)

    shown = page(desk, alice)

    assert "This account is closed" in shown
    assert "Grant a course" not in shown
    assert "Withdraw the access" not in shown
