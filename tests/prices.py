"""What a product costs now, as tests ask it."""

from courses.catalogue.models import Price, Product
from courses.catalogue.shelf import prices_of


def price_of(product: Product, currency: str) -> Price | None:
    """Return a product's one-off price in one currency; there is never a second."""
    found = [price for price in prices_of(product) if price.currency == currency]
    assert len(found) < 2
    return found[0] if found else None
