"""A planned publication that cannot be kept: it ends, and whoever planned it is told why."""

from django.utils import timezone

from courses.catalogue.models import Course
from courses.editions.models import PlannedPublication
from courses.editions.review_mails import tell_of_plan
from cpd.audit.recording import record

WAITING, FAILED = PlannedPublication.State.WAITING, PlannedPublication.State.FAILED


def fail_plan(course: Course, fault: str) -> bool:
    """Let a course's waiting plan fail; True if there was one. The course is locked."""
    plan = PlannedPublication.objects.filter(course=course, state=WAITING).first()
    if plan is None:
        return False
    PlannedPublication.objects.filter(pk=plan.pk, state=WAITING).update(
        state=FAILED, fault=fault, ended_at=timezone.now()
    )
    plan.refresh_from_db()
    record("plan.failed", thing=course.slug, reason=fault, due_at=plan.due_at.isoformat())
    tell_of_plan(plan)
    return True
