"""A planned publication publishes what was approved at its moment, or says why not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions import jobs, planning, reviewing
from courses.editions.models import Edition, PlannedPublication
from courses.editions.publishing import retire
from courses.editions.rolling_back import roll_back
from courses.editions.waiting import plans_for
from cpd.outbox.working import work_all
from tests.factories import MATERIAL, MINOR, make_user, publish_course
from tests.reviewing import approve_draft, change_draft, mails

START = datetime(2027, 3, 1, 8, tzinfo=UTC)
DUE = START + timedelta(days=1)


@pytest.fixture
def clock() -> Any:
    """Monday at eight."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def planned(clock: Any, bob: User, dan: User, course: Course) -> PlannedPublication:
    """Dan has planned Bob's draft for Tuesday."""
    approve_draft(course, author=bob, reviewer=dan)
    return planning.plan(course, due_at=DUE, note="News.", change_class=MATERIAL, by=dan)


def test_at_its_moment_it_publishes_what_was_approved(
    planned: PlannedPublication, clock: Any, dan: User
) -> None:
    work_all()
    assert not Edition.objects.exists()
    assert list(plans_for(dan)) == [planned]

    clock.move_to(DUE)
    work_all()
    jobs.publish_planned(planned.pk)

    planned.refresh_from_db()
    edition = Edition.objects.get()
    assert (planned.state, planned.edition) == ("done", edition)
    assert (edition.change_note, edition.change_class, edition.published_by) == (
        *("News.", "material"),
        dan,
    )


def test_a_changed_draft_fails_the_plan_and_says_why(
    planned: PlannedPublication, clock: Any
) -> None:
    change_draft(planned.course)

    clock.move_to(DUE)
    work_all()

    planned.refresh_from_db()
    assert (planned.state, Edition.objects.count()) == ("failed", 0)
    assert "has changed since it was approved" in planned.fault
    assert mails("Not published as planned") == ["dan@example.org"]


def test_a_course_that_was_retired_is_not_published_by_its_plan(
    planned: PlannedPublication, clock: Any, dan: User
) -> None:
    retire(planned.course, by=dan)
    clock.move_to(DUE)
    work_all()

    planned.refresh_from_db()
    assert (planned.state, Edition.objects.count()) == ("failed", 0)
    assert "retired before it was due" in planned.fault
    assert mails("Not published as planned") == ["dan@example.org"]


def test_a_draft_that_cannot_be_published_any_more_fails_the_plan(
    planned: PlannedPublication, clock: Any, bob: User
) -> None:
    reviewing.withdraw(planned.submission, by=bob)

    clock.move_to(DUE)
    work_all()

    planned.refresh_from_db()
    assert (planned.state, planned.fault) == (
        "failed",
        "The submission was withdrawn before it was due.",
    )
    assert not Edition.objects.exists()


def test_what_went_live_meanwhile_is_not_published_again(
    planned: PlannedPublication, clock: Any
) -> None:
    publish_course(planned.course)

    clock.move_to(DUE)
    work_all()

    planned.refresh_from_db()
    assert planned.fault == "Nothing has changed since the live edition."
    assert Edition.objects.count() == 1


def test_a_cancelled_plan_publishes_nothing(
    planned: PlannedPublication, clock: Any, dan: User
) -> None:
    planning.cancel(planned, by=dan)

    clock.move_to(DUE)
    work_all()

    assert not Edition.objects.exists()
    with pytest.raises(planning.NotPlanned):
        planning.cancel(planned, by=dan)


def test_publishing_now_ends_the_plan(planned: PlannedPublication, dan: User) -> None:
    planning.publish_now(planned.course, note="Now.", change_class=MINOR, by=dan)

    planned.refresh_from_db()
    assert planned.state == "cancelled"


def test_rolling_back_fails_the_plan(clock: Any, bob: User, dan: User, edition: Edition) -> None:
    course = edition.course
    change_draft(course)
    publish_course(course)
    change_draft(course, "Newer words.")
    approve_draft(course, author=bob, reviewer=dan)
    planned = planning.plan(course, due_at=DUE, note="News.", change_class=MINOR, by=dan)

    roll_back(edition, note="Back.", change_class=MATERIAL, by=dan)

    planned.refresh_from_db()
    assert "rolled back to edition 1" in planned.fault


def test_a_moment_that_passed_or_a_second_plan_is_refused(
    planned: PlannedPublication, dan: User
) -> None:
    course = planned.course

    with pytest.raises(planning.PastMoment):
        planning.plan(course, due_at=START, note="N.", change_class=MINOR, by=dan)
    with pytest.raises(planning.AlreadyPlanned):
        planning.plan(course, due_at=DUE, note="N.", change_class=MINOR, by=dan)


def test_only_what_is_approved_is_planned(clock: Any, bob: User, dan: User, course: Course) -> None:
    with pytest.raises(reviewing.NotApproved):
        planning.plan(course, due_at=DUE, note="N.", change_class=MINOR, by=dan)

    approve_draft(course, author=bob, reviewer=dan)
    change_draft(course)
    with pytest.raises(reviewing.DraftChanged):
        planning.plan(course, due_at=DUE, note="N.", change_class=MINOR, by=dan)


def test_other_authors_see_no_plan(planned: PlannedPublication, bob: User, roles: Any) -> None:
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])

    assert list(plans_for(bob)) == [planned]
    assert not plans_for(eve).exists()
