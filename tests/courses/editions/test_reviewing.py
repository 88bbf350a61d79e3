"""A draft is submitted by one person, approved by another, and published as it was approved."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions import reviewing
from courses.editions.models import Edition, Submission
from courses.editions.publishing import NothingChanged, NotReady
from courses.editions.waiting import approved_for, returned_to, submissions_for
from cpd.audit.models import AuditEntry
from tests.factories import MATERIAL, MINOR, make_lesson
from tests.reviewing import approve_draft, change_draft, mails, make_admin, submit

State = Submission.State


def publish(course: Course, by: User) -> Edition:
    return reviewing.publish_approved(course, note="News.", change_class=MINOR, by=by)


def test_submitted_approved_published_and_everybody_told(bob: User, dan: User, course: Any) -> None:
    submission = approve_draft(course, author=bob, reviewer=dan)
    edition = publish(course, dan)

    submission.refresh_from_db()
    assert (submission.state, submission.edition) == (State.PUBLISHED, edition)
    assert edition.content_hash == submission.draft_hash
    assert mails("For review") == ["dan@example.org"]
    assert mails("Approved") == mails("Published") == ["bob@example.org"]
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["draft.submitted", "draft.approved", "course.published"]


def test_nobody_answers_what_they_submitted(dan: User, course: Course) -> None:
    submission = submit(course, dan)

    with pytest.raises(reviewing.OwnSubmission):
        reviewing.approve(submission, by=dan)
    with pytest.raises(reviewing.OwnSubmission):
        reviewing.give_back(submission, answer="No.", by=dan)

    assert not submissions_for(dan).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(answered_by=dan)


def test_a_change_after_the_approval_stops_publishing(bob: User, dan: User, course: Any) -> None:
    approve_draft(course, author=bob, reviewer=dan)
    change_draft(course)

    with pytest.raises(reviewing.DraftChanged):
        publish(course, dan)

    assert not Edition.objects.exists()
    again = approve_draft(course, author=bob, reviewer=dan)
    assert publish(course, dan).content_hash == again.draft_hash
    assert set(Submission.objects.values_list("state", flat=True)) == {"withdrawn", "published"}


def test_a_change_while_it_waits_stops_the_approval(bob: User, dan: User, course: Any) -> None:
    submission = submit(course, bob)
    change_draft(course)

    with pytest.raises(reviewing.DraftChanged):
        reviewing.approve(submission, by=dan)


def test_a_returned_draft_waits_for_its_author(bob: User, dan: User, course: Any) -> None:
    submission = submit(course, bob)
    assert list(submissions_for(dan)) == [submission]

    reviewing.give_back(submission, answer="Name the source.", by=dan)

    assert list(returned_to(bob)) == [submission]
    assert mails("Changes wanted") == ["bob@example.org"]
    with pytest.raises(reviewing.NotApproved):
        publish(course, dan)
    change_draft(course)
    submit(course, bob)
    assert not returned_to(bob).exists()


def test_an_approval_is_taken_back(bob: User, dan: User, course: Course) -> None:
    submission = approve_draft(course, author=bob, reviewer=dan)
    assert list(approved_for(dan)) == [submission]
    assert not approved_for(bob).exists()

    reviewing.give_back(submission, answer="I overlooked something.", by=dan)

    with pytest.raises(reviewing.NotApproved):
        publish(course, dan)


def test_the_same_draft_is_submitted_once(bob: User, dan: User, course: Course) -> None:
    submission = submit(course, bob)

    with pytest.raises(reviewing.AlreadySubmitted):
        submit(course, dan)

    reviewing.withdraw(submission, by=bob)
    for act in (reviewing.withdraw, reviewing.approve):
        with pytest.raises(reviewing.NotOpen):
            act(submission, by=dan)


def test_what_is_unfit_or_live_is_not_submitted(bob: User, edition: Edition) -> None:
    with pytest.raises(NothingChanged):
        submit(edition.course, bob)

    make_lesson(edition.course.modules.get(key="the-ground"), "empty", body=[])
    with pytest.raises(NotReady):
        submit(edition.course, bob)
    assert not Submission.objects.exists()


def test_an_admin_publishes_without_a_review_for_a_reason(
    bob: User, roles: Any, course: Any
) -> None:
    submission = submit(course, bob)
    kim = make_admin(roles)

    edition = reviewing.publish_unreviewed(
        course, reason="A wrong dose.", note="Dose.", change_class=MATERIAL, by=kim
    )

    submission.refresh_from_db()
    assert (submission.state, submission.edition) == (State.PUBLISHED, edition)
    entry = AuditEntry.objects.get(act="course.published_unreviewed")
    assert (entry.actor, entry.reason) == (kim, "A wrong dose.")
