"""Taking a completed course again: the next round, from the live edition, with nothing carried
over."""

from django.db import transaction
from django.utils import timezone

from accounts.countries import local_date
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion
from cpd.audit.recording import record


class NotCompleted(Exception):
    """The round that is open has to be completed first."""


@transaction.atomic
def retake(enrolment: Enrolment) -> Enrolment:
    """Open the next round of a completed course; a second call opens none. Completions,
    attempts and certificates of earlier rounds stay. Raises NotCompleted."""
    done = CourseCompletion.objects.filter(enrolment=enrolment, round=enrolment.round)
    if not done.exists():
        raise NotCompleted
    live = Edition.objects.live().filter(course=enrolment.course_id).first()
    opened = Enrolment.objects.filter(pk=enrolment.pk, round=enrolment.round).update(
        round=enrolment.round + 1,
        edition=live or enrolment.edition,
        started_on=local_date(enrolment.learner, timezone.now()),
        last_item_key="",
    )
    if opened:
        learner = enrolment.learner
        record("enrolment.retaken", actor=learner, subject=learner, thing=enrolment.course.slug)
    enrolment.refresh_from_db()
    return enrolment
