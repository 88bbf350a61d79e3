"""Review and publishing in the studio: who may do what, and what the page says."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.models import Edition, PlannedPublication, Submission
from courses.enrolment.models import Enrolment
from courses.lessons.models import Lesson
from cpd.outbox.working import work_all
from tests.factories import make_lesson, make_user, publish_course
from tests.reviewing import approve_draft, change_draft, make_admin, submit

NEWS = {"note": "What changed.", "change_class": "material", "when": "now"}
NOTE = {"submit-note": "Please look at lesson 1."}


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob at his desk."""
    client: Client = sign_in(bob)
    return client


@pytest.fixture
def reviewer(dan: User, sign_in: Any) -> Client:
    """Dan at his."""
    client: Client = sign_in(dan)
    return client


def act(client: Client, name: str, pk: int, data: Any = None) -> str:
    """Do something and follow to the page."""
    page = client.post(reverse(f"review:{name}", args=[pk]), data or {}, follow=True)
    return page.content.decode()


def test_from_the_author_to_the_edition(author: Client, reviewer: Client, course: Course) -> None:
    assert "Submitted." in act(author, "submit", course.pk, NOTE)
    submission = Submission.objects.get()
    assert "Returned." in act(
        reviewer, "give_back", submission.pk, {"return-answer": "Name <b>it</b>."}
    )
    page = author.get(reverse("review:publishing", args=[course.pk])).content.decode()
    assert "Dan Reid wants changes" in page
    assert "Name &lt;b&gt;it&lt;/b&gt;." in page
    change_draft(course)
    act(author, "submit", course.pk, NOTE)
    assert "Approved." in act(reviewer, "approve", Submission.objects.open().get().pk)

    page = act(reviewer, "publish", course.pk, NEWS)

    assert "Published as edition 1." in page
    edition = Edition.objects.get()
    assert edition.published_by == User.objects.get(email="dan@example.org")
    assert "The draft is the same as edition 1." in page


def test_a_change_of_substance_cannot_go_out_as_minor(
    reviewer: Client, bob: User, dan: User, edition: Edition
) -> None:
    course = edition.course
    Lesson.objects.filter(key="lesson-1").update(reading_minutes=45)
    approve_draft(course, author=bob, reviewer=dan)
    before = reviewer.get(reverse("review:publishing", args=[course.pk])).content.decode()

    page = act(reviewer, "publish", course.pk, {**NEWS, "change_class": "minor"})

    assert "This is a material change:" in before
    assert "That is a material change: choose Material." in page
    assert "What changed." in page
    assert Edition.objects.count() == 1
    assert "Published as edition 2." in act(reviewer, "publish", course.pk, NEWS)


def test_an_author_neither_approves_nor_publishes(
    author: Client, bob: User, dan: User, course: Course, roles: Any
) -> None:
    submission = approve_draft(course, author=make_admin(roles), reviewer=dan)

    for name, pk in (
        ("publish", course.pk),
        ("publish_unreviewed", course.pk),
        ("approve", submission.pk),
        ("give_back", submission.pk),
    ):
        act(author, name, pk, {**NEWS, "return-answer": "No."})

    submission.refresh_from_db()
    assert submission.is_approved
    assert not Edition.objects.exists()


def test_a_reviewer_does_not_approve_what_they_submitted(
    reviewer: Client, dan: User, course: Course
) -> None:
    submission = submit(course, dan)

    page = act(reviewer, "approve", submission.pk)

    submission.refresh_from_db()
    assert submission.is_waiting
    assert "You submitted this yourself" in page
    assert f'action="{reverse("review:approve", args=[submission.pk])}"' not in page


def test_a_reviewer_does_not_publish_what_nobody_approved(
    reviewer: Client, bob: User, course: Course
) -> None:
    page = reviewer.post(reverse("review:publish", args=[course.pk]), NEWS)
    assert page.status_code == 422
    assert "Nobody has approved the draft." in page.content.decode()
    act(reviewer, "publish_unreviewed", course.pk, {**NEWS, "unreviewed-reason": "Because."})

    assert not Edition.objects.exists()


def test_a_stale_approval_is_told_and_publishes_nothing(
    reviewer: Client, bob: User, dan: User, course: Course
) -> None:
    approve_draft(course, author=bob, reviewer=dan)
    change_draft(course)

    page = reviewer.get(reverse("review:publishing", args=[course.pk])).content.decode()
    refused = act(reviewer, "publish", course.pk, NEWS)

    assert "Lesson 1 <span" in page
    assert "it has to be submitted again" in page
    assert "Submit it again." in refused
    assert not Edition.objects.exists()


def test_an_admin_publishes_without_a_review_with_a_reason(
    course: Course, roles: Any, sign_in: Any
) -> None:
    client = sign_in(make_admin(roles))
    form = {f"unreviewed-{name}": value for name, value in NEWS.items()}
    address = reverse("review:publish_unreviewed", args=[course.pk])

    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "What changed.</textarea>" in refused.content.decode()
    page = act(client, "publish_unreviewed", course.pk, {**form, "unreviewed-reason": "A dose."})

    assert "Published as edition 1, without a review." in page


def test_a_moment_in_the_past_keeps_what_was_typed(
    reviewer: Client, bob: User, dan: User, course: Course
) -> None:
    approve_draft(course, author=bob, reviewer=dan)
    planned = {**NEWS, "when": "later"}
    address = reverse("review:publish", args=[course.pk])

    for due_at, fault in (
        ("2001-01-01T10:00", "That moment has passed."),
        ("", "Choose the moment."),
        ("tomorrow", "Write a day and a time"),
    ):
        page = reviewer.post(address, {**planned, "due_at": due_at})
        assert page.status_code == 422
        assert fault in page.content.decode()
        assert "What changed.</textarea>" in page.content.decode()
    assert not PlannedPublication.objects.exists()


def test_whoever_chose_a_moment_does_not_publish_now(
    reviewer: Client, bob: User, dan: User, course: Course
) -> None:
    approve_draft(course, author=bob, reviewer=dan)

    form = {**NEWS, "due_at": "2999-07-01T06:30"}
    page = reviewer.post(reverse("review:publish", args=[course.pk]), form)

    assert page.status_code == 422
    assert "A moment is chosen below: plan it, or empty the moment." in page.content.decode()
    assert not course.editions.exists()


def test_a_plan_is_made_in_the_time_zone_of_whoever_plans(
    bob: User, dan: User, course: Course, sign_in: Any
) -> None:
    User.objects.filter(pk=dan.pk).update(country="AU")
    form = {**NEWS, "when": "later", "due_at": "2027-07-01T06:30"}

    with time_machine.travel(datetime(2027, 6, 25, tzinfo=UTC), tick=False) as clock:
        approve_draft(course, author=bob, reviewer=dan)
        page = act(sign_in(dan), "publish", course.pk, form)
        assert "Planned for 1 July 2027, 06:30 (Australia/Sydney)." in page
        clock.move_to(datetime(2027, 6, 30, 20, 30, tzinfo=UTC))
        work_all()

    assert Edition.objects.get().change_note == "What changed."


def test_a_plan_is_cancelled_once(
    reviewer: Client, author: Client, bob: User, dan: User, course: Course
) -> None:
    approve_draft(course, author=bob, reviewer=dan)
    act(reviewer, "publish", course.pk, {**NEWS, "when": "later", "due_at": "2999-07-01T06:30"})
    planned = PlannedPublication.objects.get()

    act(author, "cancel_plan", planned.pk)
    planned.refresh_from_db()
    assert planned.state == "waiting"

    assert "The plan is cancelled." in act(reviewer, "cancel_plan", planned.pk)
    assert "meanwhile" in act(reviewer, "cancel_plan", planned.pk)


def test_faults_keep_a_draft_from_being_submitted(author: Client, course: Course) -> None:
    make_lesson(course.modules.get(key="the-ground"), "empty-one", body=[], reading_minutes=0)

    page = author.post(reverse("review:submit", args=[course.pk]), NOTE)

    assert page.status_code == 422
    assert "The lesson “Empty one” is empty." in page.content.decode()
    assert not Submission.objects.exists()


def test_the_page_tells_whom_publishing_reaches(
    reviewer: Client, bob: User, dan: User, enrolment: Enrolment
) -> None:
    change_draft(enrolment.course)
    approve_draft(enrolment.course, author=bob, reviewer=dan)

    page = reviewer.get(reverse("review:publishing", args=[enrolment.course_id])).content.decode()

    assert "Minor: 1 who studies the newest edition moves over silently." in page


def test_other_authors_submissions_do_not_exist(
    bob: User, dan: User, course: Course, roles: Any, sign_in: Any
) -> None:
    submission = submit(course, bob)
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    client = sign_in(eve)

    for name in ("withdraw", "approve", "give_back"):
        assert client.post(reverse(f"review:{name}", args=[submission.pk])).status_code == 404
    for name in ("publishing", "read", "editions"):
        assert client.get(reverse(f"review:{name}", args=[course.pk])).status_code == 404
    submission.refresh_from_db()
    assert submission.is_waiting


def test_the_outline_says_in_a_line_where_the_draft_stands(
    author: Client, bob: User, dan: User, course: Course
) -> None:
    address = reverse("studio:contents", args=[course.pk])
    said = [author.get(address).content.decode()]
    submit(course, bob)
    said.append(author.get(address).content.decode())
    publish_course(course)
    change_draft(course)
    said.append(author.get(address).content.decode())

    assert "Not published and not submitted yet." in said[0]
    assert "Waiting for a reviewer." in said[1]
    assert "The draft has changed since it was submitted." in said[2]
