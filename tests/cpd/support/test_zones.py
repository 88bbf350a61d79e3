"""Staff read a learner's page by the learner's clock and the studio's other times in the zone that
they chose, and are told which it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import User
from courses.attempts.allowing import give_allowance
from courses.certificates.correcting import ask_correction, decline_correction
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment, Grant
from cpd.outbox.models import Mail
from cpd.support.models import BulkEnrolment
from payments.jobs import audit
from tests.cpd.support.test_bulk import confirm, faults, look
from tests.factories import enrol_free, make_user
from tests.payments.factories import make_order
from tests.study import finish

AT = datetime(2027, 3, 10, 20, 30, tzinfo=UTC)
IN_PERTH = ("11 March 2027, 04:30 AWST", "11 Mar 2027, 04:30 AWST")


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def perth(db: None, sign_in: Any) -> Client:
    """The browser of an admin who chose Perth."""
    user = make_user("pat@example.org", is_staff=True, is_superuser=True)
    profile = UserProfile.get_for_user(user)
    profile.current_time_zone = "Australia/Perth"
    profile.save()
    client: Client = sign_in(user)
    return client


def text_of(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def told_in_perth(page: str) -> int:
    assert " UTC" not in page
    return sum(page.count(words) for words in IN_PERTH)


def test_a_learners_page_goes_by_the_learners_clock_and_names_it(
    perth: Client, alice: User, jo: User
) -> None:
    User.objects.filter(pk=alice.pk).update(last_login=AT, time_zone="Australia/Sydney")
    Mail.objects.create(to=alice.email, sender="x", subject="Hi", state="sent", sent_at=AT)

    page = text_of(perth, "support:learner", alice.public_id)

    assert told_in_perth(page) == 0
    assert "11 March 2027, 07:30 AEDT" in page
    assert "11 Mar 2027, 07:30:00</time>" in page
    assert "“Hi” to alice@example.org: sent 11 Mar 2027, 07:30" in page
    assert "All times on this page are those of Australia/Sydney" in page


def test_access_ends_by_the_learners_clock_wherever_staff_sit(
    perth: Client, alice: User, edition: Edition
) -> None:
    User.objects.filter(pk=alice.pk).update(country="AU", time_zone="Australia/Sydney")
    given = {"course": edition.course_id, "last_day": "2027-04-30", "reason": "By phone."}

    perth.post(reverse("support:grant", args=[alice.public_id]), given)
    page = text_of(perth, "support:learner", alice.public_id)

    assert Grant.objects.get().ends_at == datetime(2027, 4, 30, 14, tzinfo=UTC)
    lasts = "until the end of 30 Apr 2027, AEST"
    assert f"access {lasts}" in page
    assert "To its end where the learner lives" in page
    assert f"Course granted by staff (vagus-nerve, {lasts})" in page
    assert "1 May" not in page


def test_the_day_that_access_began_is_one_day(desk: Client, alice: User, edition: Edition) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Australia/Sydney")
    alice.refresh_from_db()
    enrol_free(alice, edition.course)

    page = text_of(desk, "support:learner", alice.public_id)

    assert "since 11 Mar 2027" in page
    assert "11 Mar 2027, 07:30:00</time>" in page
    assert "10 Mar" not in page


@pytest.mark.parametrize(
    ("day", "country", "zone", "is_over"),
    [
        ("2027-03-10", "GB", "", False),
        ("2027-03-10", "AU", "", True),
        ("2027-03-10", "AU", "America/Lima", False),
        ("2027-03-10", "GB", "Pacific/Auckland", True),
        ("2027-03-09", "GB", "", True),
        ("2027-03-11", "AU", "", False),
        ("0001-01-01", "GB", "", True),
    ],
)
@pytest.mark.parametrize("at_desk", ["Europe/London", "Pacific/Kiritimati"])
def test_a_last_day_is_over_when_it_is_where_the_learner_lives(
    desk: Client, jo: User, alice: User, edition: Edition, day: str, country: str, zone: str,
    is_over: bool, at_desk: str,
) -> None:  # fmt: skip
    User.objects.filter(pk=alice.pk).update(country=country, time_zone=zone)
    UserProfile.objects.update_or_create(user=jo, defaults={"current_time_zone": at_desk})

    table = look(desk, f"{alice.email},vagus-nerve,,{day}")
    confirm(desk, table)

    assert ["is over where the learner lives" in fault for fault in faults(table)] == [is_over]
    assert Grant.objects.exists() is not is_over


def test_a_new_learners_last_day_is_looked_at_as_it_is_given(
    desk: Client, edition: Edition
) -> None:
    rows = ["a@example.org,vagus-nerve,,2027-03-10", "b@example.org,vagus-nerve,,2027-03-11"]

    table = look(desk, "\n".join(rows))
    confirm(desk, table)

    assert ["is over" in fault for fault in faults(table)] == [True, False]
    assert table.rows[1]["outcome"] == "enrolled, with a new account"


def test_the_end_of_seeing_as_a_learner_is_told_in_the_same_zone(
    perth: Client, desk: Client, alice: User
) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Australia/Sydney")

    desk.post(reverse("support:impersonate", args=[alice.public_id]), {"reason": "By phone."})

    page = text_of(perth, "support:learner", alice.public_id)
    assert "by support (until 11 Mar 2027, 08:00 AEDT)" in page


def test_the_list_of_tables_names_the_zone(perth: Client, jo: User) -> None:
    BulkEnrolment.objects.create(name="x", encoding="utf-8", reason="x", by=jo)

    assert told_in_perth(text_of(perth, "support:bulk")) == 1


def test_certificates_and_their_corrections_do(
    perth: Client, jo: User, enrolment: Enrolment
) -> None:
    finish(enrolment)
    certificate = Certificate.objects.get()
    correction = ask_correction(enrolment.learner, name="Alice Smith", explanation="x")
    decline_correction(correction, by=jo, answer="No.")
    perth.get(reverse("records:pdf", args=[certificate.public_id]))

    page = text_of(perth, "records:certificate", certificate.public_id)
    assert told_in_perth(page) == 2
    assert "When (Australia/Perth)" in page
    assert told_in_perth(text_of(perth, "records:correction", correction.public_id)) == 2


def test_an_allowance_does(perth: Client, jo: User, alice: User) -> None:
    row = give_allowance(alice, extra_attempts=1, reason="x", by=jo)
    type(row).objects.filter(pk=row.pk).update(ended_at=timezone.now())

    assert told_in_perth(text_of(perth, "assessment:allowance", row.pk)) == 3


def test_orders_and_the_review_list_do(perth: Client, alice: User) -> None:
    order = make_order(alice, digital_consent_at=AT)
    audit()

    page = text_of(perth, "sales:order", order.public_id)
    assert told_in_perth(page) == 3
    assert "When (Australia/Perth)" in page
    assert told_in_perth(text_of(perth, "sales:review")) == 1
