"""A minor edition that drops what was left completes whoever is done with it."""

import pytest
from django.utils import timezone

from courses.catalogue.models import Course
from courses.certificates.models import Certificate
from courses.editions.models import Edition
from courses.enrolment.enrolling import take_up_edition
from courses.enrolment.models import Enrolment
from courses.progress import jobs
from courses.progress.models import CourseCompletion
from cpd.outbox.models import Job
from cpd.outbox.working import work_all
from tests.factories import MATERIAL, MINOR, publish_course
from tests.study import finish


def study_all_but_evaluate(enrolment: Enrolment) -> None:
    """Do every step of a course that asks for its evaluation too."""
    course = Course.objects.get(pk=enrolment.course_id)
    if not course.survey_is_required:
        course.survey_is_required = True
        course.save()
        publish_course(course)
    finish(take_up_edition(enrolment))


def drop_the_evaluation(enrolment: Enrolment, change: Edition.ChangeClass = MINOR) -> Edition:
    """Ask for it no more, publish, and let the jobs run."""
    Course.objects.filter(pk=enrolment.course_id).update(survey_is_required=False)
    edition = publish_course(Course.objects.get(pk=enrolment.course_id), change)
    work_all()
    return edition


def test_dropping_the_evaluation_completes_the_course(enrolment: Enrolment) -> None:
    study_all_but_evaluate(enrolment)

    second = drop_the_evaluation(enrolment)

    completion = CourseCompletion.objects.get()
    assert (completion.edition, completion.enrolment) == (second, enrolment)
    assert Certificate.objects.get().completion == completion


def test_who_has_something_left_is_not_completed(
    enrolment: Enrolment, other_enrolment: Enrolment
) -> None:
    study_all_but_evaluate(other_enrolment)

    drop_the_evaluation(enrolment)

    assert CourseCompletion.objects.get().enrolment == other_enrolment


def test_looking_again_changes_nothing(enrolment: Enrolment) -> None:
    study_all_but_evaluate(enrolment)
    second = drop_the_evaluation(enrolment)

    jobs.complete_moved(second.pk, 0)

    assert (CourseCompletion.objects.count(), Certificate.objects.count()) == (1, 1)


def test_many_learners_are_looked_at_in_batches(
    enrolment: Enrolment, other_enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BATCH", 1)
    for studied in (enrolment, other_enrolment):
        study_all_but_evaluate(studied)

    drop_the_evaluation(enrolment)

    assert CourseCompletion.objects.count() == 2
    assert Job.objects.filter(kind="progress.complete_moved").count() == 3


def test_a_material_edition_completes_nobody(enrolment: Enrolment) -> None:
    study_all_but_evaluate(enrolment)

    drop_the_evaluation(enrolment, MATERIAL)

    assert not CourseCompletion.objects.exists()


def test_who_was_withdrawn_is_not_completed(enrolment: Enrolment) -> None:
    study_all_but_evaluate(enrolment)
    enrolment.grants.update(revoked_at=timezone.now())

    drop_the_evaluation(enrolment)

    assert not CourseCompletion.objects.exists()
