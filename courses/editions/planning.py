"""Planning: what was approved is published at a moment that was chosen, or not at all."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Course
from courses.editions.classing import refuse_as_minor
from courses.editions.compiling import compile_course
from courses.editions.models import Edition, PlannedPublication
from courses.editions.publishing import lock, newest_of, refuse_unfit
from courses.editions.reviewing import DraftChanged, NotApproved, publish_approved
from cpd.audit.recording import record
from cpd.outbox.posting import post_job

if TYPE_CHECKING:
    from accounts.models import User

State = PlannedPublication.State


class PastMoment(Exception):
    """The moment has passed already."""


class AlreadyPlanned(Exception):
    """The course has a plan that waits; it is cancelled first."""


class NotPlanned(Exception):
    """The plan was kept, failed or was cancelled meanwhile."""


@transaction.atomic
def plan(
    course: Course, *, due_at: datetime, note: str, change_class: Edition.ChangeClass, by: "User"
) -> PlannedPublication:
    """Plan to publish what is approved. Raises PastMoment, AlreadyPlanned, NotApproved,
    DraftChanged, NotReady, NothingChanged or IsMaterial."""
    if due_at <= timezone.now():
        raise PastMoment
    compiled = compile_course(lock(course))
    submission = course.submissions.open().first()
    if submission is None or not submission.is_approved:
        raise NotApproved
    if submission.draft_hash != compiled.hash:
        raise DraftChanged
    refuse_unfit(compiled)
    refuse_as_minor(change_class, newest_of(course), compiled)
    if course.plans.filter(state=State.WAITING).exists():
        raise AlreadyPlanned
    planned = PlannedPublication.objects.create(
        course=course,
        submission=submission,
        due_at=due_at,
        note=note,
        change_class=change_class,
        planned_by=by,
    )
    record("plan.made", actor=by, thing=course.slug, reason=note, due_at=due_at.isoformat())
    key = f"plan:{planned.pk}"
    post_job("editions.publish_planned", key=key, due_at=due_at, plan_id=planned.pk)
    return planned


@transaction.atomic
def cancel(planned: PlannedPublication, *, by: "User") -> None:
    """Let a plan be. Raises NotPlanned."""
    lock(planned.course)
    if not end_plan(planned.course, State.CANCELLED):
        raise NotPlanned
    record("plan.cancelled", actor=by, thing=planned.course.slug)


@transaction.atomic
def publish_now(
    course: Course, *, note: str, change_class: Edition.ChangeClass, by: "User"
) -> Edition:
    """Publish what was approved at once; a plan for it ends. Raises as publish_approved."""
    edition = publish_approved(course, note=note, change_class=change_class, by=by)
    end_plan(course, State.CANCELLED)
    return edition


def end_plan(course: Course, state: State) -> bool:
    """End a course's waiting plan; True if there was one."""
    waiting = PlannedPublication.objects.filter(course=course, state=State.WAITING)
    return bool(waiting.update(state=state, ended_at=timezone.now()))
