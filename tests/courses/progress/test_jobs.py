"""A minor edition that drops what was left completes whoever is done with it."""

import pytest
from django.utils import timezone

from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.lessons.models import Lesson
from courses.progress import jobs
from courses.progress.completing import complete_lesson
from courses.progress.models import CourseCompletion
from cpd.outbox.models import Job
from cpd.outbox.working import work_all
from tests.factories import MATERIAL, MINOR, publish_course
from tests.study import take_quiz


def study_all_but_one(enrolment: Enrolment) -> None:
    complete_lesson(enrolment, enrolment.edition.items.get(key="lesson-1"))
    take_quiz(enrolment)


def drop_the_last(enrolment: Enrolment, change: Edition.ChangeClass = MINOR) -> Edition:
    """Retire the second lesson, publish, and let the jobs run."""
    Lesson.objects.filter(key="lesson-2").update(retired_at=timezone.now())
    edition = publish_course(enrolment.course, change)
    work_all()
    return edition


def test_dropping_the_last_open_lesson_completes_the_course(enrolment: Enrolment) -> None:
    study_all_but_one(enrolment)

    second = drop_the_last(enrolment)

    completion = CourseCompletion.objects.get()
    assert (completion.edition, completion.enrolment) == (second, enrolment)
    assert Certificate.objects.get().completion == completion


def test_who_has_something_left_is_not_completed(
    enrolment: Enrolment, other_enrolment: Enrolment
) -> None:
    study_all_but_one(other_enrolment)

    drop_the_last(enrolment)

    assert CourseCompletion.objects.get().enrolment == other_enrolment


def test_looking_again_changes_nothing(enrolment: Enrolment) -> None:
    study_all_but_one(enrolment)
    second = drop_the_last(enrolment)

    jobs.complete_moved(second.pk, 0)

    assert (CourseCompletion.objects.count(), Certificate.objects.count()) == (1, 1)


def test_many_learners_are_looked_at_in_batches(
    enrolment: Enrolment, other_enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BATCH", 1)
    for studied in (enrolment, other_enrolment):
        study_all_but_one(studied)

    drop_the_last(enrolment)

    assert CourseCompletion.objects.count() == 2
    assert Job.objects.filter(kind="progress.complete_moved").count() == 3


def test_a_material_edition_completes_nobody(enrolment: Enrolment) -> None:
    study_all_but_one(enrolment)

    drop_the_last(enrolment, MATERIAL)

    assert not CourseCompletion.objects.exists()


def test_who_was_withdrawn_is_not_completed(enrolment: Enrolment) -> None:
    study_all_but_one(enrolment)
    enrolment.grants.update(revoked_at=timezone.now())

    drop_the_last(enrolment)

    assert not CourseCompletion.objects.exists()
