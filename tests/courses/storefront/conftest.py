"""What is for sale in the storefront's tests."""

import pytest

from courses.catalogue.models import Course, Product
from courses.editions.models import Edition
from tests.factories import make_bundle, make_full_course, make_product, publish_course


@pytest.fixture
def priced(edition: Edition) -> Product:
    """The vagus course, sold in both currencies."""
    return make_product(edition.course, aud=7900, gbp=3900)


@pytest.fixture
def second(edition: Edition) -> Course:
    """Another course, published and sold."""
    course = publish_course(make_full_course("necks", title="Necks")).course
    make_product(course, aud=4900, gbp=2500)
    return course


@pytest.fixture
def bundle(priced: Product, second: Course) -> Product:
    """Both together, cheaper."""
    return make_bundle([Course.objects.get(slug="vagus-nerve"), second], aud=9900, gbp=4900)
