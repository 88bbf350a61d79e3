"""What is on the shelf at which price, for whoever shows or sells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from accounts.countries import Country
from courses.catalogue.models import Course, Price, Product
from courses.catalogue.models.product import ProductQuerySet
from cpd.money import TAX_NAMES, Money


@dataclass(frozen=True, slots=True)
class Offer:
    """A product with what it costs in one country; no money where it is not sold."""

    product: Product
    money: Money | None
    tax_name: str

    @property
    def is_free(self) -> bool:
        """Whether it costs nothing."""
        return self.product.is_free

    @property
    def is_priced(self) -> bool:
        """Whether it is sold for money here."""
        return self.money is not None and not self.is_free

    @property
    def tax_note(self) -> str:
        """Which tax the price holds."""
        return _("incl. %(tax)s") % {"tax": self.tax_name} if self.is_priced else ""

    @property
    def words(self) -> str:
        """The price as pages print it."""
        if self.is_free:
            return _("Free")
        return str(self.money) if self.money else _("Not on sale here")


def product_of(course: Course) -> Product | None:
    """Return the product that sells one course alone, also when it is retired."""
    return Product.objects.filter(course=course).first()


def prices_of(product: Product) -> list[Price]:
    """Return a product's one-off prices now, in every currency."""
    return list(product.prices.active().once().order_by("currency"))


def with_amount(products: ProductQuerySet, currency: str) -> ProductQuerySet:
    """Add `amount` to products, their one-off price now, or None; in the same query."""
    now = Price.objects.active().once().filter(product=OuterRef("pk"), currency=currency)
    return products.annotate(amount=Subquery(now.order_by("-pk").values("unit_amount")[:1]))


def offers_of(products: ProductQuerySet, country: Country) -> list[Offer]:
    """Return products with what they cost in a country; one query."""
    return [
        offer(product, getattr(product, "amount", None), country)
        for product in with_amount(products, country.currency)
    ]


def offers_for(courses: Iterable[Course], country: Country) -> dict[int, Offer]:
    """Return what each course costs alone, by the course's key, for lists; one query."""
    products = Product.objects.active().filter(course__in=list(courses))
    offers = offers_of(products, country)
    return {offer.product.course_id: offer for offer in offers if offer.product.course_id}


def offer(product: Product, amount: int | None, country: Country) -> Offer:
    """Return the offer that a product and its amount make."""
    if product.is_free:
        amount = 0
    money = None if amount is None else Money(amount, country.currency)
    return Offer(product, money, TAX_NAMES[country.code])


def offer_among(prices: list[Price], product: Product | None, country: Country) -> Offer | None:
    """Return what a product costs in a country, out of its prices in all currencies."""
    if product is None or not product.is_active:
        return None
    amounts = {price.currency: price.unit_amount for price in prices}
    return offer(product, amounts.get(country.currency), country)
