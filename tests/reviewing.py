"""Submitting and approving in tests, through the operations that the studio uses."""

from typing import Any

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions import reviewing
from courses.editions.models import Submission
from courses.lessons.models import Lesson
from cpd.outbox.models import Mail
from tests.factories import make_user, text


def submit(course: Course, by: User) -> Submission:
    """Submit a draft."""
    return reviewing.submit(course, note="Please look at lesson 1.", by=by)


def approve_draft(course: Course, *, author: User, reviewer: User) -> Submission:
    """Submit a draft and approve it."""
    return reviewing.approve(submit(course, author), by=reviewer)


def change_draft(course: Course, words: str = "New words.", key: str = "lesson-1") -> Lesson:
    """Write something else into a lesson of the draft."""
    lesson = Lesson.objects.get(module__course=course, key=key)
    lesson.body = [text(f"<p>{words}</p>")]
    lesson.save()
    return lesson


def make_admin(roles: Any) -> User:
    """Make an admin."""
    user = make_user("kim@example.org", is_staff=True, first_name="Kim")
    user.groups.add(roles["Admin"])
    return user


def mails(subject: str) -> list[str]:
    """Who got mails with these words in the subject."""
    return sorted(Mail.objects.filter(subject__contains=subject).values_list("to", flat=True))
