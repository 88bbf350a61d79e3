"""The shop window: all that is for sale in a country, as lists show it."""

from dataclasses import dataclass
from itertools import groupby

from accounts.countries import Country
from courses.catalogue.models import Product, ProductItem
from courses.catalogue.shelf import Offer, offers_of
from courses.editions.models import Edition
from courses.storefront.bundles import Bundle
from courses.storefront.cards import Card

SHOWN_KINDS = (Product.Kind.COURSE, Product.Kind.BUNDLE)


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
