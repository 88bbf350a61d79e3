"""Access has one answer: without an active enrolment the address does not exist."""

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from courses.editions.models import Edition, EditionItem
from courses.editions.publishing import retire
from courses.enrolment.access import NotEnrolled, enrolment_for, preview_item
from courses.enrolment.models import Enrolment

SLUG = "vagus-nerve"


def test_an_enrolled_learner_gets_the_enrolment(enrolment: Enrolment, alice: User) -> None:
    assert enrolment_for(alice, SLUG) == enrolment


def test_everybody_else_gets_a_404(enrolment: Enrolment, carol: User, dan: User) -> None:
    for person in (carol, dan):
        with pytest.raises(NotEnrolled):
            enrolment_for(person, SLUG)


def test_an_unknown_course_is_a_404(alice: User) -> None:
    with pytest.raises(Http404):
        enrolment_for(alice, "no-such-course")


def test_a_revoked_grant_closes_the_course_at_once(enrolment: Enrolment, alice: User) -> None:
    enrolment.grants.update(revoked_at=timezone.now())

    with pytest.raises(NotEnrolled):
        enrolment_for(alice, SLUG)


def test_a_retired_course_stays_open_to_its_learners(enrolment: Enrolment, alice: User) -> None:
    retire(enrolment.course)

    assert enrolment_for(alice, SLUG) == enrolment


def test_the_enrolment_comes_in_one_query(
    enrolment: Enrolment, alice: User, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = enrolment_for(alice, SLUG)
        assert (found.edition.number, found.course.slug, found.learner) == (1, SLUG, alice)


def test_a_preview_is_open(edition: Edition) -> None:
    assert preview_item(SLUG, "lesson-1").edition == edition


@pytest.mark.parametrize("key", ["lesson-2", "final-quiz", "none"])
def test_all_else_is_not_a_preview(edition: Edition, key: str) -> None:
    with pytest.raises(Http404):
        preview_item(SLUG, key)


def test_a_quiz_is_never_a_preview(edition: Edition) -> None:
    EditionItem.objects.filter(key="final-quiz").update(is_preview=True)

    with pytest.raises(Http404):
        preview_item(SLUG, "final-quiz")


def test_a_retired_course_has_no_preview(edition: Edition) -> None:
    retire(edition.course)

    with pytest.raises(Http404):
        preview_item(SLUG, "lesson-1")
