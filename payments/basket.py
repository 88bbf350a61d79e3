"""The basket: products in the session, for visitors and people signed in alike."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from accounts.countries import Country
from courses.catalogue.models import Product
from courses.catalogue.shelf import Offer, offers_of
from courses.editions.selling import on_sale
from courses.storefront.links import CODE
from payments.models import Order

KEY = "basket"
LARGEST = 20


class BasketFull(Exception):
    """Nobody buys that many courses at once."""


class InABundle(Exception):
    """A bundle in the basket already gives this course."""

    def __init__(self, bundle: Product) -> None:
        self.bundle = bundle


@dataclass(frozen=True, slots=True)
class Basket:
    """What somebody is about to buy, and the titles of what had to be forgotten."""

    offers: list[Offer]
    gone: list[str]

    @property
    def products(self) -> list[Product]:
        """The products, in the order they were added."""
        return [offer.product for offer in self.offers]


def ids_in(session: SessionBase) -> list[str]:
    """Return the public ids of what is in the basket."""
    return list(session.get(KEY, []))


def add(session: SessionBase, product: Product) -> list[Product]:
    """Put a product into the basket, once; a bundle takes the place of courses that it gives,
    which are returned. Raises BasketFull and InABundle."""
    ids = ids_in(session)
    key = str(product.public_id)
    if key in ids:
        return []
    present = list(Product.objects.with_courses().filter(public_id__in=ids))
    given = set(product.courses())
    for other in present:
        if given < set(other.courses()) or given == set(other.courses()):
            raise InABundle(other)
    replaced = [other for other in present if set(other.courses()) < given]
    gone = {str(other.public_id) for other in replaced}
    kept = [known for known in ids if known not in gone]
    if len(kept) >= LARGEST:
        raise BasketFull
    session[KEY] = [*kept, key]
    return replaced


def remove(session: SessionBase, public_id: str) -> None:
    """Take a product out of the basket."""
    session[KEY] = [known for known in ids_in(session) if known != public_id]


def take_out(session: SessionBase, order: Order) -> None:
    """Forget what an order bought, and its code; what was added since stays."""
    bought = order.lines.values_list("product__public_id", flat=True)
    gone = {str(public_id) for public_id in bought}
    session[KEY] = [known for known in ids_in(session) if known not in gone]
    session.pop(CODE, None)


def basket_in(session: SessionBase, country: Country) -> Basket:
    """Return what is in the basket at today's prices; what is not on sale in this country any
    more is forgotten."""
    ids = ids_in(session)
    if not ids:
        return Basket([], [])
    products = on_sale(country.currency).filter(is_free=False, public_id__in=ids).with_courses()
    by_id = {str(offer.product.public_id): offer for offer in offers_of(products, country)}
    missing = [known for known in ids if known not in by_id]
    if not missing:
        return Basket([by_id[known] for known in ids], [])
    session[KEY] = [known for known in ids if known in by_id]
    gone = Product.objects.filter(public_id__in=missing).values_list("title", flat=True)
    return Basket([by_id[known] for known in session[KEY]], list(gone))


def basket_count(request: HttpRequest) -> dict[str, int]:
    """Context processor: how many products the header says are in the basket."""
    return {"basket_count": len(ids_in(request.session)) if hasattr(request, "session") else 0}
