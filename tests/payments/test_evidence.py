"""Where a buyer is: what they declare counts, and a second piece of evidence is kept beside it."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from courses.catalogue.models import Product
from payments.models import Order
from payments.sandbox import paying
from payments.settling import settle
from tests.payments.shop import AUSTRALIA, buy


@pytest.mark.parametrize(
    ("said", "kept"), [("au", "AU"), ("GB", "GB"), ("", ""), ("T1", ""), ("x\n", "")]
)
def test_the_proxys_word_is_kept_where_it_is_a_country(
    alice: User, vagus: Product, sign_in: Any, settings: Any, said: str, kept: str
) -> None:
    settings.COUNTRY_HEADER = "CF-IPCountry"
    client = sign_in(alice)
    client.post(reverse("payments:add", args=[vagus.public_id]))
    page = client.get(reverse("payments:checkout"))
    form = page.context["form"]
    values = {"name": "Alice", "country": "AU", "consent": "on", "terms": "on"}

    client.post(
        reverse("payments:checkout"),
        {**values, "shown": form.initial["shown"]},
        headers={"CF-IPCountry": said},
    )

    assert Order.objects.get().ip_country == kept


@pytest.mark.parametrize(("country", "conflicts"), [("AU", False), ("GB", True)])
def test_a_card_from_elsewhere_is_a_conflict_for_staff_and_the_declared_country_counts(
    alice: User, vagus: Product, country: str, conflicts: bool
) -> None:
    order, session = buy(alice, vagus, details=AUSTRALIA)
    paying.pay(session, country=country)

    settle(session)

    order.refresh_from_db()
    assert (order.state, order.country, order.tax_evidence_conflict) == ("paid", "AU", conflicts)
