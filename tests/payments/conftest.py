"""What is sold in the tests: two courses, a bundle of both, sellers and tax in both countries."""

import pytest
import stripe

from courses.catalogue.models import Course, Product
from tests.factories import make_bundle, make_full_course, make_product, make_provider
from tests.factories import publish_course as publish
from tests.payments.factories import make_seller, make_tax_rule
from tests.payments.oracle import recorder

__all__ = ["recorder"]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client's pauses between its tries take no time."""
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0)


@pytest.fixture
def sellers(db: None) -> None:
    """Sellers with GST and VAT."""
    for country in ("AU", "GB"):
        make_seller(country)
        make_tax_rule(country)


@pytest.fixture
def vagus(sellers: None) -> Product:
    """A course for A$99.00 or £49.00."""
    return make_product(_published("vagus-nerve"), aud=9900, gbp=4900)


@pytest.fixture
def back(sellers: None) -> Product:
    """A course for A$79.00 or £39.00."""
    return make_product(_published("low-back"), aud=7900, gbp=3900)


@pytest.fixture
def bundle(vagus: Product, back: Product) -> Product:
    """Both for A$139.00 or £69.00."""
    return make_bundle([*vagus.courses(), *back.courses()], aud=13900, gbp=6900)


@pytest.fixture
def gratis(sellers: None) -> Product:
    """A free course."""
    return make_product(_published("free-course"), is_free=True)


def _published(slug: str) -> Course:
    make_provider()
    return publish(make_full_course(slug, title=slug.replace("-", " ").capitalize())).course
