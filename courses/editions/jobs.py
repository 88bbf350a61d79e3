"""Work on drafts that is done later: keeping a plan, telling what was said."""

from courses.editions import comment_mails
from courses.editions.classing import IsMaterial
from courses.editions.failing import fail_plan
from courses.editions.models import Edition, PlannedPublication
from courses.editions.publishing import NothingChanged, NotReady, lock
from courses.editions.reviewing import DraftChanged, NotApproved, publish_approved
from cpd.outbox.registry import job

State = PlannedPublication.State


@job("editions.tell_comments")
def tell_comments(course_id: int, slot: int) -> None:
    """Send each person what others said within ten minutes."""
    comment_mails.tell_comments(course_id, slot)


@job("editions.publish_planned", seconds=300)
def publish_planned(plan_id: int) -> None:
    """Publish what was approved, or say why not; a second run finds nothing to do."""
    planned = PlannedPublication.objects.select_related("course", "planned_by").get(pk=plan_id)
    lock(planned.course)
    waiting = PlannedPublication.objects.filter(pk=plan_id, state=State.WAITING)
    if not waiting.exists():
        return
    try:
        edition = publish_approved(
            planned.course,
            note=planned.note,
            change_class=Edition.ChangeClass(planned.change_class),
            by=planned.planned_by,
        )
    except (NotApproved, DraftChanged, NotReady, NothingChanged, IsMaterial) as error:
        fail_plan(planned.course, fault_of(error))
        return
    waiting.update(state=State.DONE, edition=edition, ended_at=edition.published_at)


def fault_of(error: Exception) -> str:
    """Say why a planned draft was not published."""
    if isinstance(error, NotReady):
        return " ".join(["The draft cannot be published:", *error.faults])
    if isinstance(error, IsMaterial):
        return " ".join(
            ["It was planned as a minor change, and is a material one:", *error.reasons]
        )
    return FAULTS[type(error)]


FAULTS: dict[type[Exception], str] = {
    NotApproved: "Its approval was taken back.",
    DraftChanged: "The draft has changed since it was approved. It has to be submitted again.",
    NothingChanged: "Nothing has changed since the live edition.",
}
