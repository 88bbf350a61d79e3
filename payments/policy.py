"""The refund policy: what a buyer gets back by asking, and what a person decides. One for both
countries, never below the law."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Sum

from courses.enrolment.models import Enrolment
from courses.progress.models import CourseCompletion
from courses.progress.outline import outline_of
from payments.models import LineCourse, Order, OrderLine, RefundLine
from payments.refund_states import committed

PERIOD = timedelta(days=14)  # from the payment
MOST_COMPLETED = 20  # per cent of the lessons and quizzes; from there on a person decides
ANSWER_WITHIN = timedelta(days=5)  # a person answers a request


class Decision(StrEnum):
    """Who gives the money back."""

    AUTOMATIC = "automatic"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Study:
    """How far a learner got in one line's courses."""

    steps: int = 0
    completed: int = 0
    was_completed: bool = False

    @property
    def is_little(self) -> bool:
        """Whether it is under the policy's share, and no round of the course was completed."""
        is_under = self.completed * 100 < MOST_COMPLETED * self.steps or not self.completed
        return is_under and not self.was_completed


def judge(order: Order, studies: Iterable[Study], *, at: datetime) -> Decision:
    """Return who decides, of an order's facts and how far each line was studied; no query. In the
    UK, who did not consent to the immediate start keeps the right to cancel, whatever was
    studied."""
    in_time = order.paid_at is not None and at <= order.paid_at + PERIOD
    keeps_right = order.country == "GB" and order.digital_consent_at is None
    is_granted = in_time and (keeps_right or all(study.is_little for study in studies))
    return Decision.AUTOMATIC if is_granted else Decision.STAFF


def decide(order: Order, lines: Sequence[OrderLine], *, at: datetime) -> Decision:
    """Return who decides about giving all that is left of some lines back."""
    return judge(order, [study_of(line) for line in lines], at=at)


def study_of(line: OrderLine) -> Study:
    """Return how far the buyer got in a line's courses, whatever gave access to them."""
    courses = LineCourse.objects.filter(line=line).values("course")
    enrolments = Enrolment.objects.filter(learner=line.order.user_id, course__in=courses)
    outlines = [outline_of(enrolment) for enrolment in enrolments]
    completions = CourseCompletion.objects.filter(enrolment__in=enrolments)
    return Study(
        steps=sum(len(outline.steps) for outline in outlines),
        completed=sum(outline.complete_count for outline in outlines),
        was_completed=completions.exists(),
    )


def refundable(order: Order) -> dict[OrderLine, int]:
    """Return the lines of an order of which something is left that no refund speaks for yet, with
    what is left, in cents or pence."""
    if not order.is_settled:
        return {}
    spoken_for = RefundLine.objects.filter(line__order=order, refund__in=committed())
    sums = dict(spoken_for.values_list("line").annotate(sum=Sum("amount")).order_by())
    lefts = {line: line.total - sums.get(line.pk, 0) for line in order.lines.all()}
    return {line: left for line, left in lefts.items() if left > 0}
