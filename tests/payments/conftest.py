"""What is sold in the tests: two courses, a bundle of both, sellers and tax in both countries."""

from typing import Any

import pytest
import stripe
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Course, Product
from payments.models import Order
from payments.sandbox import paying
from payments.settling import settle
from tests.factories import (
    make_bundle,
    make_full_course,
    make_product,
    make_provider,
    make_user,
)
from tests.factories import publish_course as publish
from tests.payments.factories import make_seller, make_tax_rule
from tests.payments.oracle import recorder
from tests.payments.shop import buy, work

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


@pytest.fixture
def support(roles: dict[str, Group], sign_in: Any) -> Client:
    """Somebody of support."""
    return _staff("support", roles, sign_in)


@pytest.fixture
def finance(roles: dict[str, Group], sign_in: Any) -> Client:
    """Somebody of finance."""
    return _staff("finance", roles, sign_in)


@pytest.fixture
def admin(roles: dict[str, Group], sign_in: Any) -> Client:
    """An admin, by the role's rights alone."""
    return _staff("admin", roles, sign_in)


def _staff(name: str, roles: dict[str, Group], sign_in: Any) -> Client:
    user = make_user(f"{name}@example.org", is_staff=True)
    user.groups.add(roles[name.capitalize()])
    client: Client = sign_in(user)
    return client


@pytest.fixture
def order(alice: User, vagus: Product, back: Product) -> Order:
    """A paid order of two lines."""
    order, session = buy(alice, vagus, back)
    paying.pay(session)
    settle(session)
    work()
    order.refresh_from_db()
    return order
