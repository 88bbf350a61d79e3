"""Who sells, for whoever buys."""

import pytest

from tests.payments.factories import make_seller, make_tax_rule


@pytest.fixture
def sellers(db: None) -> None:
    """Somebody sells in both countries, registered for the tax there."""
    for country in ("AU", "GB"):
        make_seller(country)
        make_tax_rule(country)
