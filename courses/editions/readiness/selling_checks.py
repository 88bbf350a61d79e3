"""What a course may be published without, but is not sold, or claimed for, without."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from courses.catalogue.models import Accreditation
from courses.catalogue.models.accreditation import SOON
from courses.catalogue.shelf import prices_of, product_of
from courses.editions.compiling import CompiledCourse
from courses.editions.readiness.findings import Finding, Place
from cpd.dates import long_date
from cpd.money import CURRENCIES

RECENTLY = timedelta(days=365)  # since it ended: one that nobody renewed


def price(compiled: CompiledCourse) -> Iterator[Finding]:
    """It is on the shelf, with a price in both currencies."""
    product = product_of(compiled.course)
    if product is None:
        words = "The course is not on the shelf, so nobody can buy it. An admin puts it there."
        yield Finding(words, Place("shelf"), is_blocking=False)
    elif not product.is_free:
        priced = {price.currency for price in prices_of(product)}
        for currency in CURRENCIES:
            if currency not in priced:
                words = (
                    f"The course has no price in {currency}, so it is not on sale there. "
                    "An admin sets it."
                )
                yield Finding(words, Place("product", product.pk), is_blocking=False)


def accreditations(compiled: CompiledCourse) -> Iterator[Finding]:
    """What bodies gave holds today, and for some time."""
    today = timezone.localdate()
    rows = Accreditation.objects.without_successor().filter(course=compiled.course)
    for row in rows.select_related("body").order_by("valid_until", "pk"):
        if words := _ending(row, today=today):
            yield Finding(words, Place("accreditation", row.pk), is_blocking=False)


def _ending(row: Accreditation, *, today: date) -> str:
    name = f"{row.body.abbreviation} {row.number}"
    if row.valid_from > today:
        return f"{name} holds from {long_date(row.valid_from)} only."
    if row.valid_until is None or row.valid_until > today + SOON:
        return ""
    if row.valid_until >= today:
        return f"{name} ends on {long_date(row.valid_until)}. Ask the body to renew it."
    if row.valid_until >= today - RECENTLY:
        return f"{name} ended on {long_date(row.valid_until)}, and no other follows it."
    return ""
