"""Product: what is on the shelf, and which courses it gives."""

import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from courses.catalogue.models.course import Course

# Stripe's “Training Services: self-study, web-based”.
SELF_STUDY = "txcd_20060058"


class ProductQuerySet(models.QuerySet["Product"]):
    """Filters over what is or was on the shelf."""

    def active(self) -> "ProductQuerySet":
        """Products that are not retired."""
        return self.filter(is_active=True)

    def with_courses(self) -> "ProductQuerySet":
        """With all that `courses()` reads; two queries more at most, for any number."""
        return self.select_related("course").prefetch_related("items__course")

    def giving(self, courses: Iterable[Course]) -> "ProductQuerySet":
        """Products that give any of these courses, alone or in a bundle."""
        chosen = list(courses)
        items = ProductItem.objects.filter(course__in=chosen)
        return self.filter(Q(course__in=chosen) | Q(pk__in=items.values("product")))


class Product(models.Model):
    """One course or a bundle of them, later a membership, a gift or seats. Never deleted."""

    class Kind(models.TextChoices):
        COURSE = "course", "Course"
        BUNDLE = "bundle", "Bundle"
        MEMBERSHIP = "membership", "Membership"
        GIFT = "gift", "Gift"
        SEATS = "seats", "Seats"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.CharField(
        max_length=300, blank=True, help_text="One or two sentences for a bundle's page."
    )
    course = models.OneToOneField(
        Course, null=True, blank=True, on_delete=models.PROTECT, related_name="product"
    )
    is_free = models.BooleanField(
        "free", default=False, help_text="Costs nothing; only one course alone may be free."
    )
    is_active = models.BooleanField("on sale", default=True)
    tax_code = models.CharField(max_length=20, default=SELF_STUDY, help_text="Stripe's.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(
                name="product_names_a_course_if_it_is_one",
                condition=Q(kind="course", course__isnull=False)
                | (~Q(kind="course") & Q(course__isnull=True)),
            ),
            models.CheckConstraint(
                name="product_only_a_course_is_free", condition=Q(is_free=False) | Q(kind="course")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def courses(self) -> list[Course]:
        """Return the courses it gives, in order; no query after `with_courses()`."""
        if self.course is not None:
            return [self.course]
        return [item.course for item in self.items.all()]


class ProductItem(models.Model):
    """A course in a bundle."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="items")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="bundle_items")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "course"], name="product_item_course_unique_in_product"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course} in {self.product}"
