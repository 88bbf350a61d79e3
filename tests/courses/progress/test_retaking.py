"""A completed course can be taken again, and gives a new certificate with its own date."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from courses.catalogue.models import Course
from courses.certificates.models import Certificate
from courses.enrolment.models import Enrolment
from courses.progress.outline import outline_of
from courses.progress.retaking import NotCompleted, retake
from tests.factories import publish_course
from tests.study import finish

ADDRESS = "/learn/vagus-nerve/retake/"


@pytest.fixture
def done(enrolment: Enrolment) -> Enrolment:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        finish(enrolment)
    return enrolment


def test_what_is_not_completed_is_not_taken_again(enrolment: Enrolment) -> None:
    with pytest.raises(NotCompleted):
        retake(enrolment)


def test_a_new_round_begins_with_nothing_done_in_the_live_edition(done: Enrolment) -> None:
    Course.objects.update(summary="Other words.")
    edition = publish_course(done.course)

    again = retake(done)

    assert (again.round, again.edition, again.last_item_key) == (2, edition, "")
    assert outline_of(again).complete_count == 0


def test_the_retake_gives_a_new_certificate_and_the_old_one_stays(
    client: Client, done: Enrolment
) -> None:
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False):
        client.force_login(done.learner)
        client.post(ADDRESS)
        done.refresh_from_db()
        finish(done)

    days = Certificate.objects.filter(state="valid").values_list("completed_on", flat=True)
    assert [str(day) for day in days] == ["2027-03-01", "2026-03-01"]


def test_pressing_twice_opens_one_round(client: Client, done: Enrolment) -> None:
    client.force_login(done.learner)

    client.post(ADDRESS)
    answer = client.post(ADDRESS, follow=True)

    done.refresh_from_db()
    assert done.round == 2
    assert "You are taking this course already." in answer.content.decode()
