"""What the storefront offers in a country: each live course, and each bundle of them."""

from dataclasses import dataclass
from itertools import groupby

from accounts.countries import Country
from courses.catalogue.models import Course, Product, ProductItem
from courses.catalogue.shelf import Offer, offers_for, offers_of
from courses.editions.models import Edition
from courses.editions.selling import on_sale
from cpd.durations import hours
from cpd.money import Money

SHOWN_KINDS = (Product.Kind.COURSE, Product.Kind.BUNDLE)


@dataclass(frozen=True, slots=True)
class Card:
    """A course as the catalogue shows it."""

    edition: Edition
    offer: Offer | None

    @property
    def amount(self) -> int | None:
        """What it costs in cents or pence; None where it is not sold."""
        return self.offer.money.amount if self.offer and self.offer.money else None


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


@dataclass(frozen=True, slots=True)
class Window:
    """All that the storefront shows in one country."""

    cards: list[Card]
    bundles: list[Bundle]

    @property
    def cheapest(self) -> Offer | None:
        """The course that costs least but is not free."""
        offers = [card.offer for card in self.cards if card.offer and card.offer.is_priced]
        return min(offers, key=_amount, default=None)

    @property
    def free_count(self) -> int:
        """How many courses are free."""
        return sum(1 for card in self.cards if card.offer and card.offer.is_free)


def window_in(country: Country) -> Window:
    """Return the live courses with their prices, and the bundles; three queries at most."""
    editions = Edition.objects.live().for_cards().order_by("-course__is_flagship", "pk")
    offers = offers_of(Product.objects.active().filter(kind__in=SHOWN_KINDS), country)
    alone = {offer.product.course_id: offer for offer in offers}
    cards = [Card(edition, alone.get(edition.course_id)) for edition in editions]
    bundles = [offer for offer in offers if offer.product.kind == Product.Kind.BUNDLE]
    return Window(cards, _bundles(bundles, cards) if bundles else [])


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


def _bundles(offers: list[Offer], cards: list[Card]) -> list[Bundle]:
    """Leave out a bundle that is not for sale here, or of which a course is not live."""
    by_course = {card.edition.course_id: card for card in cards}
    items = ProductItem.objects.filter(product__in=[offer.product for offer in offers])
    ordered = items.order_by("product_id", "position", "pk").values_list("product_id", "course_id")
    parts = {key: [pk for _, pk in rows] for key, rows in groupby(ordered, key=lambda row: row[0])}
    return [
        Bundle(offer, [by_course[pk] for pk in parts[offer.product.pk]])
        for offer in offers
        if offer.is_priced and set(parts.get(offer.product.pk, [0])) <= set(by_course)
    ]


def _amount(offer: Offer) -> int:
    return offer.money.amount if offer.money else 0
