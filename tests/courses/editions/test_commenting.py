"""Comments on a draft: said, answered, resolved and reopened, and told in one mail."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions import commenting
from courses.editions.models import Comment
from courses.editions.waiting import open_comments_on_courses_of
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz
from cpd.outbox.models import Mail
from cpd.outbox.working import work_all
from tests.reviewing import mails

START = datetime(2027, 3, 1, 8, 3, tzinfo=UTC)


@pytest.fixture
def clock() -> Any:
    """Three past eight."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def thread(clock: Any, bob: User, dan: User, course: Course) -> Comment:
    """Dan on Bob's first lesson."""
    lesson = Lesson.objects.get(key="lesson-1")
    return commenting.comment(course, text="Which fibres?", by=dan, at=lesson, quote="About 80%")


def tell(clock: Any) -> None:
    clock.shift(timedelta(minutes=15))
    work_all()


def test_what_was_said_within_ten_minutes_is_one_mail(
    thread: Comment, clock: Any, dan: User
) -> None:
    commenting.comment(thread.course, text="And the outcomes?", by=dan)
    commenting.reply(thread, text="I mean <b>afferent</b> ones.", by=dan)
    work_all()
    assert not Mail.objects.exists()

    tell(clock)

    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("bob@example.org", "Comments on The vagus nerve")
    assert all(
        words in mail.text
        for words in ("Which fibres?", "And the outcomes?", "I mean <b>afferent</b> ones.")
    )
    assert "&lt;b&gt;afferent" in mail.html


def test_answers_and_resolving_are_told_to_who_asked(
    thread: Comment, clock: Any, bob: User
) -> None:
    tell(clock)
    commenting.reply(thread, text="The afferent ones.", by=bob)
    commenting.resolve(thread, by=bob)
    tell(clock)
    commenting.reopen(thread, by=bob)

    tell(clock)

    told = list(Mail.objects.filter(to="dan@example.org").order_by("created_at"))
    assert len(told) == 2
    assert "Bob Hale answered at “Lesson 1”" in told[0].text
    assert "Bob Hale resolved a comment on “Lesson 1”" in told[0].text
    assert "Bob Hale reopened" in told[1].text


def test_who_may_no_longer_read_the_draft_is_not_told(
    thread: Comment, clock: Any, bob: User
) -> None:
    bob.groups.clear()

    tell(clock)

    assert mails("Comments on") == []


def test_resolving_and_reopening_twice_change_nothing(thread: Comment, bob: User) -> None:
    assert [commenting.resolve(thread, by=bob) for _ in range(2)] == [True, False]
    assert not open_comments_on_courses_of(bob).exists()
    assert [commenting.reopen(thread, by=bob) for _ in range(2)] == [True, False]
    assert list(open_comments_on_courses_of(bob)) == [thread]


def test_an_answer_to_an_answer_stays_in_its_thread(thread: Comment, bob: User, dan: User) -> None:
    first = commenting.reply(thread, text="These.", by=bob)

    second = commenting.reply(first, text="Thanks.", by=dan)

    assert second.parent == thread
    assert not commenting.resolve(first, by=dan)


def test_the_database_refuses_a_comment_at_two_places(thread: Comment) -> None:
    for wrong in ({"quiz": Quiz.objects.get()}, {"lesson": None, "block_id": "b"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=thread.pk).update(**wrong)


def test_a_long_quote_is_shortened() -> None:
    assert len(commenting.shortened("word " * 90)) <= 200
    assert commenting.shortened(" two\n words ") == "two words"
