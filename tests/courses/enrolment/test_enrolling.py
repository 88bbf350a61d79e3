"""Enrolling for the same cause changes nothing; grants decide; editions move whom they may."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.editions.publishing import retire
from courses.enrolment.enrolling import (
    CLOSED_BY_STAFF,
    NotPublished,
    Withdrawn,
    enrol,
    take_up_edition,
    withdraw,
)
from courses.enrolment.models import Enrolment, Grant
from courses.lessons.models import Lesson
from cpd.audit.models import AuditEntry
from tests.factories import MATERIAL, MINOR, enrol_free, publish_course

NOW = timezone.now()
HOUR = timedelta(hours=1)


def publish_next(course: Course, change: Edition.ChangeClass) -> Edition:
    Lesson.objects.filter(module__course=course, key="lesson-1").update(title="Other words")
    return publish_course(course, change)


def test_the_same_cause_enrols_once(carol: User, edition: Edition) -> None:
    first = enrol_free(carol, edition.course)
    second = enrol_free(carol, edition.course)

    assert first == second
    assert (Enrolment.objects.count(), Grant.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(act="enrolment.granted").count() == 1


def test_another_cause_is_another_grant_of_the_same_enrolment(
    enrolment: Enrolment, alice: User
) -> None:
    enrol(alice, enrolment.course, kind=Grant.Kind.PURCHASE, reference="order-1")

    assert enrolment.grants.count() == 2


def test_one_enrols_in_the_live_edition(enrolment: Enrolment, edition: Edition) -> None:
    assert (enrolment.edition, enrolment.round) == (edition, 1)


def test_a_draft_takes_nobody(carol: User, course: Course) -> None:
    with pytest.raises(NotPublished):
        enrol_free(carol, course)


def test_a_retired_course_takes_nobody(carol: User, edition: Edition) -> None:
    retire(edition.course)

    with pytest.raises(NotPublished):
        enrol_free(carol, edition.course)


@pytest.mark.parametrize(
    ("starts", "ends", "revoked", "is_live"),
    [
        (NOW - HOUR, None, None, True),
        (NOW, None, None, True),
        (NOW - HOUR, NOW + HOUR, None, True),
        (NOW - HOUR, NOW, None, False),
        (NOW - 2 * HOUR, NOW - HOUR, None, False),
        (NOW + HOUR, None, None, False),
        (NOW - HOUR, None, NOW - HOUR, False),
        (NOW - HOUR, NOW + HOUR, NOW, False),
    ],
)
def test_a_grant_counts_from_its_start_until_its_end_or_revocation(
    enrolment: Enrolment,
    starts: datetime,
    ends: datetime | None,
    revoked: datetime | None,
    is_live: bool,
) -> None:
    enrolment.grants.update(starts_at=starts, ends_at=ends, revoked_at=revoked)

    assert Grant.objects.live(NOW).exists() is is_live
    assert Enrolment.objects.active(NOW).exists() is is_live


def test_one_live_grant_of_several_is_enough(enrolment: Enrolment, alice: User) -> None:
    enrolment.grants.update(revoked_at=NOW)
    enrol(alice, enrolment.course, kind=Grant.Kind.STAFF, reference="support")

    assert list(Enrolment.objects.active()) == [enrolment]


def test_withdrawing_ends_every_grant_and_says_why(
    enrolment: Enrolment, alice: User, dan: User
) -> None:
    enrol(alice, enrolment.course, kind=Grant.Kind.STAFF, reference="support")

    withdraw(enrolment, by=dan, reason="Asked for it.")

    assert not Enrolment.objects.active().exists()
    assert set(enrolment.grants.values_list("reason", flat=True)) == {CLOSED_BY_STAFF}
    entry = AuditEntry.objects.get(act="enrolment.withdrawn")
    assert (entry.actor, entry.subject, entry.reason) == (dan, alice, "Asked for it.")


def test_withdrawing_keeps_the_reason_of_an_earlier_end(enrolment: Enrolment, dan: User) -> None:
    enrolment.grants.update(revoked_at=NOW, reason="Earlier.")

    withdraw(enrolment, by=dan, reason="Later.")

    assert enrolment.grants.get().reason == "Earlier."


def test_who_was_withdrawn_does_not_enrol_again(
    enrolment: Enrolment, alice: User, dan: User
) -> None:
    withdraw(enrolment, by=dan, reason="Asked for it.")

    with pytest.raises(Withdrawn):
        enrol_free(alice, enrolment.course)

    assert not Enrolment.objects.active().exists()


def test_who_was_withdrawn_is_let_in_again_by_staff(
    enrolment: Enrolment, alice: User, dan: User
) -> None:
    withdraw(enrolment, by=dan, reason="A mistake.")
    enrol(alice, enrolment.course, kind=Grant.Kind.STAFF, reference="support-1")

    assert enrol_free(alice, enrolment.course) == enrolment
    assert list(Enrolment.objects.active()) == [enrolment]


def test_a_minor_edition_moves_who_studies_the_one_before(enrolment: Enrolment) -> None:
    second = publish_next(enrolment.course, MINOR)

    enrolment.refresh_from_db()
    assert enrolment.edition == second


def test_a_material_edition_is_only_offered(enrolment: Enrolment, edition: Edition) -> None:
    second = publish_next(enrolment.course, MATERIAL)
    enrolment.refresh_from_db()
    offered = enrolment.edition

    taken = take_up_edition(enrolment).edition

    assert (offered, taken) == (edition, second)


def test_who_declined_a_material_edition_is_not_moved_by_a_later_minor_one(
    enrolment: Enrolment, edition: Edition
) -> None:
    publish_next(enrolment.course, MATERIAL)
    Lesson.objects.filter(key="lesson-2").update(title="A typo less")
    publish_course(enrolment.course, MINOR)

    enrolment.refresh_from_db()
    assert enrolment.edition == edition


def test_taking_up_the_same_edition_changes_nothing(enrolment: Enrolment, edition: Edition) -> None:
    assert take_up_edition(enrolment).edition == edition


def test_two_enrolments_in_a_course_cannot_exist(enrolment: Enrolment) -> None:
    values = {"learner": enrolment.learner, "course": enrolment.course}

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(**values, edition=enrolment.edition, started_on=NOW.date())


def test_two_grants_for_a_cause_cannot_exist(enrolment: Enrolment) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        enrolment.grants.create(kind=Grant.Kind.FREE, reference="storefront")


def test_a_grant_cannot_end_before_it_starts(enrolment: Enrolment) -> None:
    grants = Grant.objects.filter(enrolment=enrolment)

    with pytest.raises(IntegrityError, match="grant_ends_after_it_starts"), transaction.atomic():
        grants.update(starts_at=NOW, ends_at=NOW)
