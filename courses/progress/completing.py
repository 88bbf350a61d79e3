"""Completing lessons and courses."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.countries import local_date
from courses.attempts.models import QuizAttempt
from courses.editions.models import EditionItem
from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion, LessonCompletion
from courses.progress.outline import outline_of

# The certificates app adds itself here in AppConfig.ready.
after_completion: list[Callable[[CourseCompletion], None]] = []


@transaction.atomic
def complete_lesson(enrolment: Enrolment, item: EditionItem) -> None:
    """Write down that a lesson was completed, once for each edition it was completed in."""
    version = item.lesson_version
    if version is None:
        return
    LessonCompletion.objects.get_or_create(
        enrolment=enrolment,
        round=enrolment.round,
        version=version,
        edition=enrolment.edition,
        defaults={"lesson_id": version.lesson_id},
    )
    complete_course(enrolment)


@transaction.atomic
def complete_course(enrolment: Enrolment) -> CourseCompletion | None:
    """Write the completion if the rule is met now; the same round again returns the row that
    exists."""
    enrolment = (
        Enrolment.objects.select_for_update()
        .select_related("edition", "learner")
        .get(pk=enrolment.pk)
    )
    if not outline_of(enrolment).is_complete:
        return None
    completion, is_new = CourseCompletion.objects.get_or_create(
        enrolment=enrolment,
        round=enrolment.round,
        defaults={
            "edition": enrolment.edition,
            "minutes": enrolment.edition.minutes,
            "started_on": enrolment.started_on,
            "completed_on": local_date(enrolment.learner, timezone.now()),
        },
    )
    if is_new:
        for follow in after_completion:
            follow(completion)
    return completion


def complete_after_passing(attempt: QuizAttempt) -> None:
    """Complete the course of a passed attempt if nothing else is left. One that was closed because
    it was abandoned completes nothing once its learner has no access any more."""
    is_abandoned = attempt.ending in {attempt.Ending.TIME, attempt.Ending.IDLE}
    enrolment = attempt.enrolment
    if not is_abandoned or Enrolment.objects.active().filter(pk=enrolment.pk).exists():
        complete_course(enrolment)


def remember_place(enrolment: Enrolment, key: str) -> None:
    """Keep where the learner is, for resuming."""
    Enrolment.objects.filter(pk=enrolment.pk).update(last_item_key=key, last_seen_at=timezone.now())
