"""The only answer to “may this person see this?”."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import Http404

from courses.catalogue.models import Course
from courses.editions.models import Edition, EditionItem
from courses.enrolment.models import Enrolment

if TYPE_CHECKING:
    from accounts.models import User


class NotEnrolled(Http404):
    """No active enrolment: for the outside world the address does not exist."""


class AccessEnded(NotEnrolled):
    """The learner has a place in the course, and no live grant for it now."""

    def __init__(self, enrolment: Enrolment) -> None:
        super().__init__("The access has ended.")
        self.enrolment = enrolment


def enrolment_for(learner: "User", course_slug: str) -> Enrolment:
    """Return the learner's active enrolment with its edition and course. Raises NotEnrolled, and of
    it AccessEnded where there was access before."""
    own = Enrolment.objects.select_related("edition", "course").filter(
        learner=learner, course__slug=course_slug
    )
    enrolment = own.active().first()
    if enrolment is None:
        if ended := own.first():
            raise AccessEnded(ended)
        raise NotEnrolled("No active enrolment.")
    enrolment.learner = learner
    return enrolment


def courses_open_to(learner: "User", courses: Iterable[Course]) -> set[int]:
    """Return the keys of those of the courses that a learner has an active enrolment in."""
    active = Enrolment.objects.active().filter(learner=learner, course__in=courses)
    return set(active.values_list("course_id", flat=True))


def preview_item(course_slug: str, key: str) -> EditionItem:
    """Return a free preview lesson of a live edition. Raises Http404."""
    item = (
        EditionItem.objects.select_related(
            "lesson_version", "edition__course", "edition__topic", "module"
        )
        .filter(
            edition__in=Edition.objects.live().filter(course__slug=course_slug),
            key=key,
            is_preview=True,
            lesson_version__isnull=False,
        )
        .first()
    )
    if item is None:
        raise Http404("No such preview.")
    return item
