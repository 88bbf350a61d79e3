"""What is on the shelf at which price, for whoever shows or sells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from courses.catalogue.models import Course, Price, Product
from courses.catalogue.models.product import ProductQuerySet
from cpd.money import Money


@dataclass(frozen=True, slots=True)
class Offer:
    """A product with what it costs in one currency."""

    product: Product
    money: Money | None

    @property
    def is_priced(self) -> bool:
        """Whether it is sold for money here."""
        return self.money is not None and self.money.amount > 0

    @property
    def words(self) -> str:
        """The price as cards print it; nothing where it is not sold."""
        if self.product.is_free:
            return _("Free")
        return str(self.money) if self.money else ""


def price_of(product: Product, currency: str) -> Price | None:
    """Return a product's one-off price now in one currency."""
    return product.prices.active().once().filter(currency=currency).first()


def product_of(course: Course) -> Product | None:
    """Return the product that sells one course alone, also when it is retired."""
    return Product.objects.filter(course=course).first()


def with_amount(products: ProductQuerySet, currency: str) -> ProductQuerySet:
    """Add `amount` to products, their one-off price now, or None; in the same query."""
    now = Price.objects.active().once().filter(product=OuterRef("pk"), currency=currency)
    return products.annotate(amount=Subquery(now.values("unit_amount")[:1]))


def offers_of(products: ProductQuerySet, currency: str) -> list[Offer]:
    """Return active products with their prices; one query."""
    return [_offer(product, currency) for product in with_amount(products.active(), currency)]


def offers_for(courses: Iterable[Course], currency: str) -> dict[int, Offer]:
    """Return each course's own offer by the course's key, for lists; one query."""
    offers = offers_of(Product.objects.filter(course__in=list(courses)), currency)
    return {offer.product.course_id: offer for offer in offers if offer.product.course_id}


def _offer(product: Product, currency: str) -> Offer:
    amount = 0 if product.is_free else getattr(product, "amount")  # noqa: B009 annotated above
    return Offer(product, None if amount is None else Money(amount, currency))
