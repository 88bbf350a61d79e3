"""A course whose access has ended says why, and what stays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.certificates.models import Certificate
from courses.enrolment.enrolling import withdraw
from courses.enrolment.models import Enrolment, Grant
from tests.study import finish

COURSE = ("classroom:course", "vagus-nerve")


@pytest.mark.parametrize(
    "address", [COURSE, ("classroom:lesson", *COURSE[1:], "lesson-1"),
                ("classroom:quiz", *COURSE[1:], "final-quiz")]
)  # fmt: skip
def test_a_closed_course_says_so_on_each_of_its_pages(
    client: Client, enrolment: Enrolment, dan: User, address: tuple[str, ...]
) -> None:
    withdraw(enrolment, by=dan, reason="A private remark.")
    client.force_login(enrolment.learner)

    answer = client.get(reverse(address[0], args=address[1:]))

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "This course is closed for you" in page
    assert "Our staff closed it." in page
    assert "A private remark." not in page


def test_its_certificate_stays_within_reach(
    client: Client, enrolment: Enrolment, dan: User
) -> None:
    finish(enrolment)
    withdraw(enrolment, by=dan, reason="Asked for.")
    client.force_login(enrolment.learner)

    page = client.get(reverse(COURSE[0], args=COURSE[1:])).content.decode()

    certificate = Certificate.objects.get()
    assert reverse("certificates:certificate", args=[certificate.public_id]) in page


def test_access_for_a_time_says_that_it_has_run_out(client: Client, enrolment: Enrolment) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    Grant.objects.update(starts_at=yesterday - timedelta(days=30), ends_at=yesterday)
    client.force_login(enrolment.learner)

    page = client.get(reverse(COURSE[0], args=COURSE[1:])).content.decode()

    assert "Your access was for a limited time." in page


def test_its_last_day_is_the_one_that_staff_typed(client: Client, enrolment: Enrolment) -> None:
    learner = enrolment.learner
    User.objects.filter(pk=learner.pk).update(time_zone="Australia/Sydney")
    end = datetime(2025, 12, 24, 13, tzinfo=UTC)  # the end of the 24th in Sydney
    Grant.objects.update(starts_at=end - timedelta(days=30), ends_at=end)
    client.force_login(learner)

    page = client.get(reverse(COURSE[0], args=COURSE[1:])).content.decode()

    assert "Its last day was 24 December 2025" in page


def test_who_never_had_the_course_is_told_nothing(
    client: Client, carol: User, enrolment: Enrolment
) -> None:
    client.force_login(carol)

    answer = client.get(reverse(COURSE[0], args=COURSE[1:]))

    assert answer.status_code == 404
    assert "closed" not in answer.content.decode()
