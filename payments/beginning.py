"""Where a buyer begins after an order: the first lesson of each course that is open."""

from dataclasses import dataclass

from django.urls import reverse

from courses.enrolment.models import Enrolment
from payments.models import LineCourse, Order


@dataclass(frozen=True, slots=True)
class Beginning:
    """A course with the address of its first lesson."""

    title: str
    address: str


def where_to_begin(order: Order) -> list[Beginning]:
    """Return the courses of an order that its buyer may open now."""
    courses = LineCourse.objects.filter(line__order=order).values("course")
    enrolments = (
        Enrolment.objects.active()
        .filter(learner=order.user_id, course__in=courses)
        .select_related("course", "edition")
        .order_by("pk")
    )
    return [_beginning(enrolment) for enrolment in enrolments]


def _beginning(enrolment: Enrolment) -> Beginning:
    lessons = enrolment.edition.items.filter(lesson_version__isnull=False)
    key = lessons.order_by("position").values_list("key", flat=True).first()
    slug = enrolment.course.slug
    address = (
        reverse("classroom:lesson", args=[slug, key])
        if key
        else reverse("classroom:course", args=[slug])
    )
    return Beginning(enrolment.edition.title, address)
