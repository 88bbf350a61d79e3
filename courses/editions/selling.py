"""Which products can be had now: on the shelf, with a price, and published throughout."""

from django.db.models import Exists, OuterRef, Q

from courses.catalogue.models import Course, Product, ProductItem
from courses.catalogue.models.product import ProductQuerySet
from courses.catalogue.shelf import with_amount
from courses.editions.models import Edition


def on_sale(currency: str) -> ProductQuerySet:
    """Return the products that are active, free or priced in this currency (`amount`), and of
    which every course has a live edition."""
    unpublished = Course.objects.exclude(pk__in=Edition.objects.live().values("course"))
    items = ProductItem.objects.filter(product=OuterRef("pk"))
    is_complete = Q(course__isnull=False) & ~Q(course__in=unpublished) | Exists(items) & ~Exists(
        items.filter(course__in=unpublished)
    )
    products = with_amount(Product.objects.active(), currency)
    return products.filter(is_complete, Q(is_free=True) | Q(amount__isnull=False))


def is_on_sale(product: Product, currency: str) -> bool:
    """Whether a product can be had now in this currency."""
    return on_sale(currency).filter(pk=product.pk).exists()
