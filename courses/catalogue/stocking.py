"""Putting products on the shelf, and saying what is in a bundle."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from courses.catalogue.models import Course, Product, ProductItem
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def put_on_shelf(course: Course, *, by: "User") -> Product:
    """Make the product that sells a course alone, once; it has no price yet."""
    product, is_new = Product.objects.get_or_create(
        course=course,
        defaults={"kind": Product.Kind.COURSE, "title": course.title, "slug": course.slug},
    )
    if is_new:
        record("product.made", actor=by, thing=f"{product.slug} {product.public_id}")
    return product


@transaction.atomic
def fill_bundle(bundle: Product, courses: Sequence[Course], *, by: "User") -> None:
    """Make these the courses of a bundle, in this order; orders that were placed keep theirs."""
    before = [item.course.slug for item in bundle.items.select_related("course")]
    after = [course.slug for course in courses]
    if before == after:
        return
    bundle.items.exclude(course__in=courses).delete()
    for position, course in enumerate(courses):
        ProductItem.objects.update_or_create(
            product=bundle, course=course, defaults={"position": position}
        )
    record(
        "product.filled",
        actor=by,
        thing=f"{bundle.slug} {bundle.public_id}",
        before=before,
        after=after,
    )


def rename_after_publishing(course: Course, title: str) -> None:
    """Keep the name of a course's product that of its live edition."""
    Product.objects.filter(course=course).update(title=title)
