"""Who may retire a course, or put away one that was never published, and what is said then."""

from typing import Any

from courses.catalogue.models import Course
from courses.catalogue.shelf import product_of
from courses.editions.people import PUBLISH
from courses.editions.selling import is_on_sale
from cpd.money import CURRENCIES

RETIRED = "The course is retired. Learners keep their access and their certificates."
PUT_AWAY = "The course is put away. Its “Review and publishing” page takes it up again."
TAKEN_UP = "The course stands among your courses again."
BACK = "The course is in the catalogue again."
NOT_ON_SALE = " It is not on sale: only those who have it already can learn."


def may_retire(user: Any, course: Course) -> bool:
    """Whether one of a course's editors may: what learners can have is the publishers' business."""
    return bool(user.has_perm(PUBLISH)) or not course.editions.exists()


def said_of(course: Course, *, is_back: bool) -> str:
    """Return what is true of a course that was just retired or brought back."""
    if not course.editions.exists():
        return TAKEN_UP if is_back else PUT_AWAY
    if not is_back:
        return RETIRED
    product = product_of(course)
    is_sold = product and any(is_on_sale(product, currency) for currency in CURRENCIES)
    return BACK if is_sold else BACK + NOT_ON_SALE
