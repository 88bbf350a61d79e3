"""A course with learners who stand at different places, and somebody who may not see it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.completing import complete_lesson, remember_place
from tests.factories import enrol_free, make_user
from tests.study import complete_lessons, finish, take_quiz

BEGUN = datetime(2026, 3, 2, 2, tzinfo=UTC)  # everywhere the second
NOW = BEGUN + timedelta(days=60)
DAYS = {"period": "own", "first": "2026-03-02", "last": "2026-05-30"}


@pytest.fixture
def crowd(edition: Edition, alice: User, carol: User, time_machine: Any) -> list[Enrolment]:
    """Alice completes after five days, Carol stops at the first lesson, Erin fails the quiz and
    was here yesterday, Finn opens nothing."""
    time_machine.move_to(BEGUN, tick=False)
    erin, finn = (make_user(f"{name}@example.org") for name in ("erin", "finn"))
    rows = [enrol_free(user, edition.course) for user in (alice, carol, erin, finn)]
    first, second = edition.items.filter(lesson_version__isnull=False).order_by("position")
    complete_lesson(rows[1], first)
    remember_place(rows[1], second.key)
    time_machine.move_to(BEGUN + timedelta(days=5), tick=False)
    finish(rows[0])
    time_machine.move_to(NOW - timedelta(days=1), tick=False)
    complete_lessons(rows[2])
    take_quiz(rows[2], right=False)
    remember_place(rows[2], "final-quiz")
    time_machine.move_to(NOW, tick=False)
    return rows


@pytest.fixture
def author(bob: User, sign_in: Any) -> Client:
    """Bob, who wrote the course."""
    client: Client = sign_in(bob)
    return client


@pytest.fixture
def stranger(roles: Any, sign_in: Any) -> Client:
    """An author of other courses."""
    eve = make_user("eve@example.org", is_staff=True)
    eve.groups.add(roles["Author"])
    client: Client = sign_in(eve)
    return client


@pytest.fixture
def admin(roles: Any, sign_in: Any) -> Client:
    """An admin, who may see people."""
    kim = make_user("kim@example.org", is_staff=True)
    kim.groups.add(roles["Admin"])
    client: Client = sign_in(kim)
    return client
