"""Completions are facts, written once; certificates follow by themselves."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.saving import save_certificate_name
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.enrolling import take_up_edition
from courses.enrolment.models import Enrolment
from courses.immutable import WrittenOnceError
from courses.lessons.models import Lesson
from courses.progress.completing import complete_course, complete_lesson, remember_place
from courses.progress.models import CourseCompletion, LessonCompletion
from courses.progress.outline import outline_of
from tests.factories import MATERIAL, MINOR, publish_course, text
from tests.study import complete_lessons, finish, take_quiz


def complete(enrolment: Enrolment, key: str = "lesson-1") -> None:
    complete_lesson(enrolment, enrolment.edition.items.get(key=key))


def change_and_publish(
    enrolment: Enrolment, change: Edition.ChangeClass, words: str = "New words."
) -> Enrolment:
    """Change the first lesson, publish, and bring the learner to the new edition."""
    lesson = Lesson.objects.get(module__course=enrolment.course, key="lesson-1")
    lesson.body = [text(f"<p>{words}</p>")]
    lesson.save()
    publish_course(enrolment.course, change)
    enrolment.refresh_from_db()
    return take_up_edition(enrolment)


def is_complete(enrolment: Enrolment, key: str = "lesson-1") -> bool:
    step = outline_of(enrolment).step(key)
    assert step is not None
    return step.is_complete


def test_a_lesson_is_completed_once_with_its_version(enrolment: Enrolment) -> None:
    complete(enrolment)
    complete(enrolment)

    row = LessonCompletion.objects.get()
    assert row.version == enrolment.edition.items.get(key="lesson-1").lesson_version
    assert (row.edition, row.round) == (enrolment.edition, 1)


def test_a_quiz_is_not_completed_by_a_click(enrolment: Enrolment) -> None:
    complete(enrolment, "final-quiz")

    assert not LessonCompletion.objects.exists()
    assert not is_complete(enrolment, "final-quiz")


def test_a_completion_is_never_changed(enrolment: Enrolment) -> None:
    finish(enrolment)

    for row in (LessonCompletion.objects.first(), CourseCompletion.objects.get()):
        assert row is not None
        with pytest.raises(WrittenOnceError):
            row.save()


@pytest.mark.parametrize(("change", "stays"), [(MINOR, True), (MATERIAL, False)])
def test_a_minor_change_keeps_a_completion_and_a_material_one_does_not(
    enrolment: Enrolment, change: Edition.ChangeClass, stays: bool
) -> None:
    complete_lessons(enrolment)

    moved = change_and_publish(enrolment, change)

    assert (moved.edition.number, is_complete(moved)) == (2, stays)
    assert is_complete(moved, "lesson-2")


def test_a_material_change_asks_for_the_lesson_once_more(enrolment: Enrolment) -> None:
    complete(enrolment)
    moved = change_and_publish(enrolment, MATERIAL)

    complete(moved)

    assert is_complete(moved)
    assert LessonCompletion.objects.count() == 2


def test_a_lesson_is_completed_again_after_it_went_back_to_old_words(
    enrolment: Enrolment,
) -> None:
    first = change_and_publish(enrolment, MATERIAL, "Old words.")
    complete(first)
    second = change_and_publish(first, MATERIAL, "Other words.")
    third = change_and_publish(second, MATERIAL, "Old words.")
    before = is_complete(third)

    complete(third)

    assert (before, is_complete(third)) == (False, True)


def test_lessons_alone_do_not_complete_a_course(enrolment: Enrolment) -> None:
    complete_lessons(enrolment)

    assert complete_course(enrolment) is None


def test_the_quiz_alone_does_not_complete_a_course(enrolment: Enrolment) -> None:
    take_quiz(enrolment)

    assert complete_course(enrolment) is None


def test_the_last_lesson_completes_the_course_too(enrolment: Enrolment) -> None:
    take_quiz(enrolment)
    complete_lessons(enrolment)

    assert CourseCompletion.objects.get().enrolment == enrolment


def test_a_completion_carries_edition_and_minutes(enrolment: Enrolment) -> None:
    finish(enrolment)

    completion = CourseCompletion.objects.get()

    assert (completion.edition, completion.minutes) == (enrolment.edition, 50)
    assert completion.started_on == enrolment.started_on


@pytest.mark.parametrize(
    ("country", "day"), [("AU", date(2026, 3, 2)), ("GB", date(2026, 3, 1)), ("", date(2026, 3, 2))]
)
def test_the_date_is_that_of_where_the_learner_lives(
    enrolment: Enrolment, country: str, day: date
) -> None:
    User.objects.filter(pk=enrolment.learner_id).update(country=country)

    with time_machine.travel(datetime(2026, 3, 1, 20, tzinfo=UTC), tick=False):
        finish(enrolment)

    assert CourseCompletion.objects.get().completed_on == day


def test_completing_again_returns_the_same_row(enrolment: Enrolment) -> None:
    finish(enrolment)

    assert complete_course(enrolment) == CourseCompletion.objects.get()


def test_a_later_edition_changes_no_completion(enrolment: Enrolment) -> None:
    finish(enrolment)
    before = CourseCompletion.objects.values().get()

    complete_course(change_and_publish(enrolment, MINOR))

    assert CourseCompletion.objects.values().get() == before


def test_two_completions_of_a_round_cannot_exist(enrolment: Enrolment) -> None:
    finish(enrolment)
    values = CourseCompletion.objects.values().get() | {"id": None}

    with pytest.raises(IntegrityError), transaction.atomic():
        CourseCompletion.objects.create(**values)


def test_a_certificate_comes_by_itself(enrolment: Enrolment) -> None:
    finish(enrolment)

    assert Certificate.objects.get().completion == CourseCompletion.objects.get()


def test_without_a_name_the_certificate_waits_for_it(enrolment: Enrolment) -> None:
    User.objects.update(certificate_name="")
    finish(enrolment)
    waited = not Certificate.objects.exists()

    save_certificate_name(User.objects.get(pk=enrolment.learner_id), "Alice Nguyễn")

    assert (waited, Certificate.objects.get().name) == (True, "Alice Nguyễn")


def test_a_new_name_leaves_an_issued_certificate_alone(enrolment: Enrolment) -> None:
    finish(enrolment)

    save_certificate_name(enrolment.learner, "Somebody Else")

    assert Certificate.objects.get().name == "Alice Nguyễn"


def test_the_place_is_remembered(enrolment: Enrolment) -> None:
    moment = datetime(2026, 12, 1, 9, tzinfo=UTC)

    with time_machine.travel(moment, tick=False):
        remember_place(enrolment, "lesson-2")

    enrolment.refresh_from_db()
    assert (enrolment.last_item_key, enrolment.last_seen_at) == ("lesson-2", moment)
