"""The demo's shelf: what its courses cost, the free one, and a bundle."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from courses.catalogue.models import Course, Product
from courses.catalogue.pricing import give_away, set_price
from courses.catalogue.stocking import fill_bundle, put_on_shelf
from cpd.money import Money


@dataclass(frozen=True, slots=True)
class Cost:
    """A price in cents and one in pence."""

    aud: int
    gbp: int


FREE = "red-flags-referral"
COSTS = {
    "massage-anxiety-brain-gut": Cost(7900, 3900),
    "low-back-pain": Cost(4900, 2500),
    "consent-boundaries-records": Cost(3900, 1900),
    "pregnancy-massage": Cost(4900, 2500),
}
BUNDLE = "safe-and-honest-practice"
BUNDLED = ("low-back-pain", "consent-boundaries-records", "pregnancy-massage")
BUNDLE_COST = Cost(10900, 5500)


@transaction.atomic
def fill_shelf() -> None:
    """Put on the shelf what is not there yet; what an admin changed stays."""
    admin = User.objects.get(email="admin@example.org")
    for course in Course.objects.filter(slug__in=[FREE, *COSTS], product__isnull=True):
        product = put_on_shelf(course, by=admin)
        if course.slug == FREE:
            give_away(product, by=admin)
        else:
            _cost(product, COSTS[course.slug], by=admin)
    if not Product.objects.filter(slug=BUNDLE).exists():
        _make_bundle(by=admin)


def _make_bundle(*, by: User) -> None:
    bundle = Product.objects.create(
        kind=Product.Kind.BUNDLE,
        title="Safe and honest practice",
        slug=BUNDLE,
        summary="Back pain, consent and pregnancy: what to say, what to write down, and when to "
        "send someone on.",
    )
    courses = {course.slug: course for course in Course.objects.filter(slug__in=BUNDLED)}
    fill_bundle(bundle, [courses[slug] for slug in BUNDLED], by=by)
    _cost(bundle, BUNDLE_COST, by=by)


def _cost(product: Product, cost: Cost, *, by: User) -> None:
    set_price(product, Money(cost.aud, "AUD"), by=by)
    set_price(product, Money(cost.gbp, "GBP"), by=by)
