"""Where courses stand, as lists say it without compiling them."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.models import Edition, Submission
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from courses.studio.course_states import state_of, with_states
from tests.factories import make_course, publish_course


def state(course: Course) -> str:
    return state_of(with_states(Course.objects.all()).get(pk=course.pk))


def submit(course: Course, by: User, state: str, **answer: Any) -> None:
    values = {"draft_hash": "a" * 64, "parts": {}, "note": "x", "submitted_by": by, **answer}
    Submission.objects.create(course=course, state=state, **values)


def test_a_course_without_an_edition_was_never_published(course: Course, bob: User) -> None:
    submit(course, bob, "waiting")

    assert state(course) == "never published, waiting for review"


def test_an_untouched_draft_is_as_published(edition: Edition) -> None:
    assert state(edition.course) == "as published"


@pytest.mark.parametrize("part", [Course, Lesson, Quiz, Question])
def test_any_part_saved_since_counts(edition: Edition, part: Any) -> None:
    part.objects.first().save_revision(clean=False)

    assert state(edition.course) == "edited since edition 1"


def test_a_part_of_another_course_does_not_count(edition: Edition) -> None:
    other = make_course("other")
    other.save_revision(clean=False)

    assert state(edition.course) == "as published"


def test_what_was_saved_before_the_newest_edition_does_not_count(course: Course) -> None:
    course.save_revision(clean=False)
    publish_course(course)

    assert state(course) == "as published"


def test_the_newest_submission_counts(edition: Edition, bob: User) -> None:
    submit(edition.course, bob, "returned", answer="No.", answered_at=timezone.now())
    returned = state(edition.course)
    submit(edition.course, bob, "withdrawn")

    assert (returned, state(edition.course)) == ("changes wanted", "as published")


def test_an_author_reads_it_and_begins_another(edition: Edition, bob: User, sign_in: Any) -> None:
    Lesson.objects.all()[0].save_revision(clean=False)
    client: Client = sign_in(bob)

    page = client.get("/cms/").content.decode()

    assert ">edited since edition 1</td>" in page
    assert ">Add a course</a>" in page
