"""What the desk refuses: told at its field, in the form that was posted, with what was typed."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment, Grant
from cpd.outbox.models import Mail
from tests.payments.factories import make_order
from tests.study import finish

OPEN = '<details class="support-act" open>'
MARK = '<span class="w-required-mark">*</span>'


def refused(desk: Client, name: str, user: User, /, *args: Any, **typed: Any) -> str:
    address = reverse(f"support:{name}", args=[user.public_id, *args])
    answer = desk.post(address, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'role="alert" tabindex="-1" autofocus' in page
    return page


def day(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def test_a_past_last_day_is_told_at_its_field_and_nothing_typed_is_lost(
    desk: Client, alice: User, edition: Edition
) -> None:
    typed = {"course": edition.course_id, "last_day": day(-3), "reason": "Rang up."}

    page = refused(desk, "grant", alice, **typed)

    told = "Last day of access: The access would end in the past."
    assert f'<a href="#failed-last_day">{told}</a>' in page
    assert (page.count(OPEN), page.count(">Rang up.") + page.count("\nRang up.")) == (1, 1)
    assert f'value="{day(-3)}"' in page
    assert f'value="{edition.course_id}" selected' in page
    assert not Grant.objects.exists()


def test_a_course_that_is_open_already_is_told_at_the_course(
    desk: Client, enrolment: Enrolment
) -> None:
    typed = {"course": enrolment.course_id, "reason": "Rang up."}

    page = refused(desk, "grant", enrolment.learner, **typed)

    assert '<a href="#failed-course">Course: The learner has access' in page


def test_an_end_that_is_not_later_comes_back_in_the_form_of_its_course(
    desk: Client, alice: User, edition: Edition
) -> None:
    address = reverse("support:grant", args=[alice.public_id])
    desk.post(address, {"course": edition.course_id, "last_day": day(30), "reason": "x"})
    enrolment = Enrolment.objects.get()

    page = refused(desk, "extend", alice, enrolment.public_id, last_day=day(20), reason="Late.")

    assert '<a href="#failed-last_day">New last day of access: The new end has to be later' in page
    assert f'value="{day(20)}"' in page
    assert "Late." in page
    assert page.count(OPEN) == 1


def test_the_same_name_is_told_at_the_name(desk: Client, enrolment: Enrolment) -> None:
    finish(enrolment)

    page = refused(desk, "name", enrolment.learner, name="Alice Nguyễn", reason="Rang up.")

    assert '<a href="#failed-name">Name for certificates: This is the name already.' in page


def test_a_reason_is_marked_and_asked_for_wherever_something_is_done(
    desk: Client, alice: User, enrolment: Enrolment
) -> None:
    finish(enrolment)
    mail = Mail.objects.create(
        to=alice.email, sender="x", subject="Hi", state="sent", sent_at=timezone.now()
    )
    certificate, order = Certificate.objects.get(), make_order(alice)
    page = desk.get(reverse("support:learner", args=[alice.public_id])).content.decode()
    acts: dict[str, list[Any]] = {
        "withdraw": [enrolment.public_id],
        "resend_mail": [mail.pk],
        "resend_certificate": [certificate.public_id],
        "resend_receipt": [order.public_id],
        "impersonate": [],
    }

    for name, args in acts.items():
        action = reverse(f"support:{name}", args=[alice.public_id, *args])
        form = page.split(f'action="{action}"')[1].split("</form>")[0]
        assert f"Reason{MARK}</label>" in form, name
        told = refused(desk, name, alice, *args, reason=" ")
        assert '<a href="#failed-reason">Reason: Say why' in told, name
        assert told.count(OPEN) == 1, name


def test_links_of_a_page_that_came_back_lead_to_the_learner(desk: Client, alice: User) -> None:
    page = refused(desk, "impersonate", alice, reason="")

    own = reverse("support:learner", args=[alice.public_id])
    assert f'href="{own}?kind=staff#timeline"' in page
    assert 'href="?' not in page


def test_seeing_the_site_as_staff_is_refused_in_the_form(desk: Client, jo: User) -> None:
    page = refused(desk, "impersonate", jo, reason="Rang up.")

    assert "never as staff do" in page


def test_a_merge_without_a_reason_leads_to_the_reason(
    desk: Client, alice: User, twin: User
) -> None:
    page = refused(desk, "merge", alice, twin.public_id, reason=" ")

    assert '<a href="#failed-reason">Reason: Say why' in page
