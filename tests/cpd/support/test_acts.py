"""What support does from a learner's page: done, refused in words, and on the timeline."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as mailbox
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.certificates.correcting import ask_correction
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment import enrolling
from courses.enrolment.models import Enrolment, Grant
from cpd.audit.models import AuditEntry
from cpd.outbox.mailer import write_mail
from cpd.outbox.models import Job, Mail
from cpd.outbox.working import work_all
from tests.payments.factories import make_order
from tests.study import finish

WHY = {"reason": "Rang up on Monday."}


def do(desk: Client, name: str, user: User, /, *args: Any, **values: Any) -> str:
    address = reverse(f"support:{name}", args=[user.public_id, *args])
    return desk.post(address, {**WHY, **values}, follow=True).content.decode()


def act(name: str) -> AuditEntry:
    return AuditEntry.objects.get(act=name)


def fail(*_: Any) -> None:
    raise ConnectionError


def is_active(user: User) -> bool:
    return Enrolment.objects.active().filter(learner=user).exists()


def test_a_course_is_granted_until_a_last_day(
    desk: Client, jo: User, alice: User, edition: Edition
) -> None:
    last_day = timezone.localdate() + timedelta(days=30)

    page = do(desk, "grant", alice, course=edition.course_id, last_day=last_day.isoformat())

    grant = Grant.objects.get()
    assert (grant.kind, grant.enrolment.learner) == ("staff", alice)
    assert grant.ends_at is not None
    assert grant.ends_at > timezone.now() + timedelta(days=29)
    assert "The course is open to the learner." in page
    assert "Course granted by staff (vagus-nerve" in page
    assert (act("enrolment.given").actor, act("enrolment.given").reason) == (jo, WHY["reason"])


def test_a_second_click_grants_nothing_more(desk: Client, alice: User, edition: Edition) -> None:
    do(desk, "grant", alice, course=edition.course_id)

    page = do(desk, "grant", alice, course=edition.course_id)

    assert "has access to this course already" in page
    assert Grant.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"course": "", "last_day": "2099-01-01"}, "This field is required"),
        ({"last_day": "yesterday"}, "Enter a valid date"),
        ({"last_day": "9999-12-31"}, "Choose a day up to the year 2099."),
        ({"last_day": "0001-01-01"}, "Choose a day from the year 2000 on."),
        ({"reason": ""}, "Say why"),
        ({"course": "999999"}, "not one of the available choices"),
    ],
)
def test_bad_input_keeps_what_was_typed(
    desk: Client, alice: User, edition: Edition, values: dict[str, str], told: str
) -> None:
    given = {"course": edition.course_id, "reason": "By phone 17", **values}

    answer = desk.post(reverse("support:grant", args=[alice.public_id]), given)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert values.get("last_day", "") in answer.content.decode()
    assert not Grant.objects.exists()


def test_an_unpublished_course_is_not_on_offer(desk: Client, alice: User, course: Course) -> None:
    answer = desk.post(
        reverse("support:grant", args=[alice.public_id]), {"course": course.pk, **WHY}
    )

    assert answer.status_code == 422


def test_access_that_ended_is_extended(desk: Client, alice: User, edition: Edition) -> None:
    soon = timezone.localdate() + timedelta(days=2)
    do(desk, "grant", alice, course=edition.course_id, last_day=soon.isoformat())
    enrolment = Enrolment.objects.get()
    later = timezone.now() + timedelta(days=10)
    with time_machine.travel(later, tick=False):
        was_active = is_active(alice)
        until = (later + timedelta(days=20)).date()
        page = do(desk, "extend", alice, enrolment.public_id, last_day=until.isoformat())
        assert (was_active, is_active(alice)) == (False, True)
    assert "ends later now" in page
    assert act("enrolment.extended").reason == WHY["reason"]


def test_what_has_no_end_is_not_extended(desk: Client, enrolment: Enrolment) -> None:
    page = do(
        desk,
        "extend",
        enrolment.learner,
        enrolment.public_id,
        last_day=date(2090, 1, 1).isoformat(),
    )

    assert "This access has no end." in page


def test_an_earlier_end_is_refused(desk: Client, alice: User, edition: Edition) -> None:
    days = [timezone.localdate() + timedelta(days=number) for number in (30, 20)]
    do(desk, "grant", alice, course=edition.course_id, last_day=days[0].isoformat())
    enrolment = Enrolment.objects.get()

    page = do(desk, "extend", alice, enrolment.public_id, last_day=days[1].isoformat())

    assert "has to be later" in page


def test_access_is_withdrawn_and_given_back(desk: Client, enrolment: Enrolment) -> None:
    learner = enrolment.learner
    withdrawn = do(desk, "withdraw", learner, enrolment.public_id)
    twice = do(desk, "withdraw", learner, enrolment.public_id)
    between = is_active(learner)
    given = do(desk, "give_back", learner, enrolment.public_id)
    again = do(desk, "give_back", learner, enrolment.public_id)

    assert "The access is withdrawn" in withdrawn
    assert "There is no access to withdraw." in twice
    assert (between, is_active(learner)) == (False, True)
    assert "The access is given back." in given
    assert "nothing to give back" in again


def test_what_was_bought_is_given_back_through_its_line(
    desk: Client, alice: User, edition: Edition
) -> None:
    line = make_order(alice).lines.get()
    enrolment = enrolling.enrol(
        alice, edition.course, kind=Grant.Kind.PURCHASE, reference=line.reference
    )
    do(desk, "withdraw", alice, enrolment.public_id)
    line.refresh_from_db()
    was_withdrawn = line.withdrawn_at is not None

    do(desk, "give_back", alice, enrolment.public_id)

    line.refresh_from_db()
    assert (was_withdrawn, line.withdrawn_at, is_active(alice)) == (True, None, True)


def test_the_name_is_corrected_and_certificates_issued_anew(
    desk: Client, jo: User, enrolment: Enrolment
) -> None:
    finish(enrolment)

    page = do(desk, "name", enrolment.learner, name="Alice  Smith")

    assert Certificate.objects.get(state="valid").name == "Alice Smith"
    assert "Valid certificates are issued anew" in page
    assert (act("certificate.name_by_staff").actor, act("certificate.superseded").actor) == (jo, jo)


def test_a_name_is_given_where_certificates_wait_for_one(
    desk: Client, carol: User, other_enrolment: Enrolment
) -> None:
    finish(other_enrolment)

    do(desk, "name", carol, name="Carol Jones")

    assert Certificate.objects.get().name == "Carol Jones"


@pytest.mark.parametrize("name", ["...", "", "Al\U000e0001ice"])
def test_a_name_that_cannot_be_printed_comes_back(desk: Client, alice: User, name: str) -> None:
    answer = desk.post(reverse("support:name", args=[alice.public_id]), {"name": name, **WHY})

    alice.refresh_from_db()
    assert (answer.status_code, alice.certificate_name) == (422, "Alice Nguyễn")


def test_the_learners_own_request_goes_first(desk: Client, enrolment: Enrolment) -> None:
    finish(enrolment)
    ask_correction(enrolment.learner, name="Alice Smith", explanation="Married.")

    assert "own request waits" in do(desk, "name", enrolment.learner, name="Alice Jones")
    assert "This is the name already" not in do(desk, "name", enrolment.learner, name="Alice J.")


def test_a_mail_is_sent_again_once(desk: Client, alice: User) -> None:
    mail = Mail.objects.create(
        to="alice@example.org", sender="x", subject="Welcome", state="sent", sent_at=timezone.now()
    )

    sent = do(desk, "resend_mail", alice, mail.pk)
    twice = do(desk, "resend_mail", alice, mail.pk)

    mail.refresh_from_db()
    assert mail.state == "waiting"
    assert "The mail is sent again." in sent
    assert "on its way already" in twice
    assert act("mail.resent").thing == "Welcome"


def test_a_mail_that_failed_says_so_and_is_sent_again(
    desk: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", fail)
        kept = write_mail(EmailMessage("Your receipt", "x", to=["alice@example.org"]))
        for hours in range(9):
            with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
                work_all()
    before = desk.get(reverse("support:learner", args=[alice.public_id])).content.decode()

    sent = do(desk, "resend_mail", alice, kept.pk)
    twice = do(desk, "resend_mail", alice, kept.pk)
    work_all()

    kept.refresh_from_db()
    address = reverse("support:resend_mail", args=[alice.public_id, kept.pk])
    assert "“Your receipt” to alice@example.org: failed, it did not go out" in before
    assert address in before
    assert "“Your receipt” to alice@example.org: waiting" in sent
    assert "on its way already" in twice
    assert (kept.state, len(mailbox.outbox)) == ("sent", 1)
    assert not Job.objects.parked().exists()


def test_a_receipt_that_failed_is_sent_again_by_the_job_that_failed(
    desk: Client, alice: User
) -> None:
    order = make_order(alice)
    kept = write_mail(
        EmailMessage("Receipt", "x", to=[order.email]), cause=f"invoice:{order.public_id}"
    )
    Mail.objects.update(attachments=[{"name": "x", "place": "x", "type": "x"}])
    Job.objects.update(state=Job.State.PARKED)

    do(desk, "resend_receipt", alice, order.public_id)

    assert [job.state for job in Job.objects.all()] == ["waiting"]
    assert Job.objects.get().payload == {"mail_id": str(kept.pk)}


def test_a_mail_to_somebody_else_does_not_exist(desk: Client, alice: User, carol: User) -> None:
    mail = Mail.objects.create(to="carol@example.org", sender="x", subject="Hers")

    address = reverse("support:resend_mail", args=[alice.public_id, mail.pk])
    assert desk.post(address, WHY).status_code == 404


def test_a_certificates_mail_is_sent_again(desk: Client, enrolment: Enrolment) -> None:
    finish(enrolment)
    certificate = Certificate.objects.get()
    Mail.objects.all().delete()

    do(desk, "resend_certificate", enrolment.learner, certificate.public_id)

    assert Mail.objects.get().to == "alice@example.org"
    assert act("certificate.resent").thing == certificate.serial


def test_a_receipt_that_was_never_sent_is_refused_in_words(desk: Client, alice: User) -> None:
    order = make_order(alice)

    page = do(desk, "resend_receipt", alice, order.public_id)

    assert "No document has been sent for this order yet." in page


def test_without_a_reason_nothing_is_done(desk: Client, enrolment: Enrolment) -> None:
    page = do(desk, "withdraw", enrolment.learner, enrolment.public_id, reason=" ")

    assert "Say why" in page
    assert is_active(enrolment.learner)


def test_somebody_elses_enrolment_does_not_exist(
    desk: Client, carol: User, enrolment: Enrolment
) -> None:
    address = reverse("support:withdraw", args=[carol.public_id, enrolment.public_id])

    assert desk.post(address, WHY).status_code == 404


def test_reasons_are_shown_as_text(desk: Client, enrolment: Enrolment) -> None:
    page = do(
        desk,
        "withdraw",
        enrolment.learner,
        enrolment.public_id,
        reason="<img src=x onerror=alert(1)>",
    )

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
