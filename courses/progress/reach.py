"""Whom an edition would reach: learners in progress and learners who finished."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion


@dataclass(frozen=True, slots=True)
class Reach:
    """How many learners publishing concerns: in progress in all, those of them in the newest
    edition, and those who finished."""

    in_progress: int
    in_newest: int
    finished: int

    @property
    def in_older(self) -> int:
        """Those in progress in an earlier edition, who are offered whatever is new."""
        return self.in_progress - self.in_newest


def reach_of(course: Course) -> Reach:
    """Count a course's learners; three queries."""
    newest = course.editions.order_by("-number").values("pk")[:1]
    done = CourseCompletion.objects.filter(enrolment=OuterRef("pk"), round=OuterRef("round"))
    studying = Enrolment.objects.active().filter(~Exists(done), course=course)
    finished = CourseCompletion.objects.filter(enrolment__course=course)
    return Reach(
        in_progress=studying.count(),
        in_newest=studying.filter(edition__in=newest).count(),
        finished=finished.values("enrolment").distinct().count(),
    )
