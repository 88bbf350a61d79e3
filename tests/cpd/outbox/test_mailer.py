"""Every mail is a row first, is delivered once, and cannot carry a forged header."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts.models import User
from courses.enrolment.models import Enrolment
from cpd.outbox.mailer import deliver, send, write_mail
from cpd.outbox.models import Job, Mail
from cpd.outbox.working import work_all
from tests.study import finish


@pytest.fixture(autouse=True)
def _outbox(settings: Any, db: None) -> None:
    """The site's own mailers, with a transport that keeps what it is given."""
    settings.MAILERS = {
        "default": {"BACKEND": "cpd.outbox.mailer.OutboxBackend"},
        "transport": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
    }


def test_a_sign_in_code_becomes_a_row_and_is_delivered(alice: User, client: Client) -> None:
    client.post("/accounts/login/code/", {"email": alice.email})
    row = Mail.objects.get()
    before = len(mail.outbox)

    work_all()

    row.refresh_from_db()
    assert (before, row.state, row.to) == (0, Mail.State.SENT, alice.email)
    assert [message.to for message in mail.outbox] == [[alice.email]]
    assert row.sent_at is not None


def test_a_mail_keeps_both_its_parts() -> None:
    message = EmailMultiAlternatives("Subject", "text", to=["a@example.org"])
    message.attach_alternative("<p>html</p>", "text/html")
    write_mail(message)

    work_all()

    sent: Any = mail.outbox[0]
    assert (sent.subject, sent.body) == ("Subject", "text")
    assert sent.alternatives[0][0] == "<p>html</p>"


def test_every_recipient_is_kept() -> None:
    write_mail(EmailMessage("S", "b", to=["a@example.org"], bcc=["b@example.org"]))

    assert Mail.objects.get().to == "a@example.org, b@example.org"


def test_delivering_twice_sends_once() -> None:
    row = write_mail(EmailMessage("S", "b", to=["a@example.org"]))

    deliver(str(row.pk))
    deliver(str(row.pk))

    assert len(mail.outbox) == 1


def test_no_transaction_is_open_while_a_mail_is_delivered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    depths: list[int] = []
    outside = len(connection.atomic_blocks)
    monkeypatch.setattr(
        EmailBackend, "send_messages", lambda *_: depths.append(len(connection.atomic_blocks))
    )
    write_mail(EmailMessage("S", "b", to=["a@example.org"]))

    work_all()

    assert (depths, Mail.objects.get().state) == ([outside], Mail.State.SENT)


def test_a_retry_carries_the_same_message_id() -> None:
    row = write_mail(EmailMessage("S", "b", to=["a@example.org"]))
    deliver(str(row.pk))
    Mail.objects.update(state=Mail.State.WAITING, sent_at=None)
    deliver(str(row.pk))

    ids = {message.extra_headers["Message-ID"] for message in mail.outbox}
    assert ids == {f"<{row.pk}@massagecpd>"}


def test_one_completion_is_one_mail(enrolment: Enrolment) -> None:
    finish(enrolment)
    finish(enrolment)

    assert Mail.objects.filter(to="alice@example.org").count() == 1
    assert Job.objects.filter(kind="mail.send").count() == 1


@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@example.org", "Eve\nX: y"])
def test_a_line_break_in_a_subject_is_refused(name: str) -> None:
    row = write_mail(EmailMessage(f"For {name}", "b", to=["a@example.org"]))

    with pytest.raises(ValueError, match="linefeed or carriage return"):
        deliver(str(row.pk))


def test_a_line_break_in_our_own_subjects_becomes_a_space(enrolment: Enrolment) -> None:
    finish(enrolment)
    certificate = enrolment.learner.certificates.get()
    certificate.course_title = "Title\r\nBcc: all@example.org"

    send("certificate", to="a@example.org", context={"certificate": certificate})

    assert "\n" not in Mail.objects.latest("created_at").subject


def test_a_mail_is_sent_when_it_says_so() -> None:
    write_mail(EmailMessage("S", "b", to=["a@example.org"]))

    with pytest.raises(IntegrityError, match="mail_sent_at_matches_state"), transaction.atomic():
        Mail.objects.update(state=Mail.State.SENT)
