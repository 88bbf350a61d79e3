"""Bundles as the storefront shows them: what is in them, what they cost, what one saves."""

from dataclasses import dataclass

from accounts.countries import Country
from courses.catalogue.models import Course, Product
from courses.catalogue.shelf import Offer, offers_for, offers_of
from courses.editions.models import Edition
from courses.editions.selling import on_sale
from courses.storefront.cards import Card
from cpd.durations import hours
from cpd.money import Money


@dataclass(frozen=True, slots=True)
class Bundle:
    """Courses that are sold together."""

    offer: Offer
    cards: list[Card]

    @property
    def product(self) -> Product:
        """The bundle on the shelf."""
        return self.offer.product

    @property
    def badge(self) -> str:
        """The learning time of all its courses."""
        return f"{hours(sum(card.edition.minutes for card in self.cards))} CPD"

    @property
    def apart(self) -> Money | None:
        """What its courses cost one by one; None unless each is sold alone."""
        amounts = [card.amount for card in self.cards]
        known = [amount for amount in amounts if amount is not None]
        if self.offer.money is None or len(known) < len(amounts):
            return None
        return Money(sum(known), self.offer.money.currency)

    @property
    def saving(self) -> Money | None:
        """What one saves against the courses one by one, if anything."""
        if self.apart is None or self.offer.money is None:
            return None
        saved = self.apart.amount - self.offer.money.amount
        return Money(saved, self.apart.currency) if saved > 0 else None


def bundle_in(country: Country, slug: str) -> Bundle | None:
    """Return a bundle with its courses; None where one of them is not live."""
    products = Product.objects.active().filter(kind=Product.Kind.BUNDLE, slug=slug)
    offers = offers_of(products.with_courses(), country)
    if not offers:
        return None
    courses = offers[0].product.courses()
    live = {
        row.course_id: row for row in Edition.objects.live().for_cards().filter(course__in=courses)
    }
    if len(live) < len(courses) or not courses:
        return None
    alone = offers_for(courses, country)
    cards = [Card(live[course.pk], alone.get(course.pk)) for course in courses]
    return Bundle(offers[0], cards)


def bundles_with(course: Course, country: Country) -> list[Offer]:
    """Return the bundles on sale that hold a course; one query."""
    products = on_sale(country.currency).filter(kind=Product.Kind.BUNDLE)
    return offers_of(products.giving([course]), country)
