"""Who completed a course is told once what a material edition changed."""

from typing import Any

import pytest

from accounts.models import User
from courses.editions.models import Edition
from courses.editions.publishing import retire
from courses.enrolment.models import Enrolment
from courses.progress import telling
from cpd.outbox.models import Job, Mail
from cpd.outbox.working import work_all
from tests.factories import MATERIAL, MINOR, publish_course
from tests.reviewing import change_draft, mails
from tests.study import finish

SUBJECT = "What changed in"


def publish_change(edition: Edition, change: Edition.ChangeClass = MATERIAL) -> Edition:
    change_draft(edition.course)
    made = publish_course(edition.course, change)
    work_all()
    return made


def test_a_finisher_is_told_once_and_a_learner_in_progress_is_not(
    enrolment: Enrolment, other_enrolment: Enrolment
) -> None:
    finish(enrolment)

    second = publish_change(enrolment.edition)
    telling.tell_finishers(second.pk, 0)

    assert mails(SUBJECT) == ["alice@example.org"]
    text = Mail.objects.get(subject__contains=SUBJECT).text
    assert "What changed." in text
    assert "edition 1. Edition 2 is out" in text


def test_a_minor_edition_tells_nobody(enrolment: Enrolment) -> None:
    finish(enrolment)

    publish_change(enrolment.edition, MINOR)

    assert mails(SUBJECT) == []


def test_closed_accounts_and_retired_courses_are_left_alone(
    enrolment: Enrolment, other_enrolment: Enrolment
) -> None:
    for studied in (enrolment, other_enrolment):
        finish(studied)
    User.objects.filter(pk=other_enrolment.learner_id).update(is_active=False)
    change_draft(enrolment.course)
    second = publish_course(enrolment.course)
    retire(enrolment.course)
    work_all()
    assert mails(SUBJECT) == []

    enrolment.course.__class__.objects.update(retired_at=None)
    telling.tell_finishers(second.pk, 0)

    assert mails(SUBJECT) == ["alice@example.org"]


def test_many_are_told_in_batches(
    enrolment: Enrolment, other_enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "BATCH", 1)
    for studied in (enrolment, other_enrolment):
        finish(studied)

    publish_change(enrolment.edition)

    assert mails(SUBJECT) == ["alice@example.org", "carol@example.org"]
    assert Job.objects.filter(kind="progress.tell_finishers").count() == 3


def test_course_page_and_dashboard_say_what_changed(
    enrolment: Enrolment, alice: User, sign_in: Any
) -> None:
    finish(enrolment)
    client = sign_in(alice)
    pages = ("/learn/", "/learn/vagus-nerve/")
    before = [client.get(page).content.decode() for page in pages]

    publish_change(enrolment.edition)

    after = [client.get(page).content.decode() for page in pages]
    assert not any("hanged since" in page for page in before)
    assert "Changed since you completed it" in after[0]
    assert "You completed edition 1; edition 2 changed:" in after[0]
    assert "Changed since edition 1, which you completed" in after[1]


def test_a_learner_in_progress_is_offered_it_and_keeps_what_is_the_same(
    enrolment: Enrolment, alice: User, sign_in: Any
) -> None:
    from_first = {"lesson-1", "lesson-2"}
    client = sign_in(alice)
    for key in from_first:
        client.post(f"/learn/vagus-nerve/lessons/{key}/complete/")

    publish_change(enrolment.edition)

    assert "Edition 2 is out" in client.get("/learn/vagus-nerve/").content.decode()
    client.post("/learn/vagus-nerve/edition/")
    page = client.get("/learn/vagus-nerve/").content.decode()
    assert "1 of 3" in page
