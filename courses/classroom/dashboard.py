"""What a learner's dashboard shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.classroom.places import step_address
from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion
from courses.progress.outline import Outline, Step, outline_of

if TYPE_CHECKING:
    from accounts.models import User

SHOWN = 20


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A course being studied."""

    enrolment: Enrolment
    outline: Outline
    step: Step | None

    @property
    def address(self) -> str:
        """Where to go on."""
        return step_address(self.enrolment.course.slug, self.step)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All courses of a learner: in progress, latest first, and completed."""

    current: list[ShelfEntry]
    completed: list[CourseCompletion]

    @property
    def stopped_at(self) -> ShelfEntry | None:
        """The course that was open last."""
        return self.current[0] if self.current else None

    @property
    def others(self) -> list[ShelfEntry]:
        """The other courses in progress."""
        return self.current[1:]


def shelf_of(learner: "User") -> Shelf:
    """Return a learner's courses; one query a course in progress, at most twenty."""
    completed = CourseCompletion.objects.filter(enrolment__learner=learner).select_related(
        "edition__course", "edition__topic", "enrolment"
    )
    finished = {(row.enrolment_id, row.round) for row in completed}
    active = (
        Enrolment.objects.active()
        .filter(learner=learner)
        .select_related("course", "edition__topic")
        .order_by("-last_seen_at")
    )
    current = [row for row in active if (row.pk, row.round) not in finished][:SHOWN]
    entries = []
    for enrolment in current:
        outline = outline_of(enrolment)
        entries.append(ShelfEntry(enrolment, outline, outline.next_step(enrolment.last_item_key)))
    return Shelf(entries, sorted(completed, key=lambda row: row.completed_on, reverse=True))
