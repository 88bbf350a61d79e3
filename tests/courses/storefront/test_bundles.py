"""Bundles: on their page, on the catalogue, on the pages of their courses."""

import pytest
from django.test import Client

from accounts.models import User
from courses.catalogue.models import Course, Product
from courses.editions.publishing import retire
from tests.courses.storefront.seeing import page
from tests.factories import make_bundle


def test_a_bundle_says_what_is_in_it_and_what_one_saves(bundle: Product) -> None:
    text = page("/courses/bundles/both/")

    assert "A$99.00 incl. GST" in text
    assert "One by one A$128.00" in text
    assert "You save A$29.00" in text
    assert "The vagus nerve" in text
    assert "Necks" in text


@pytest.mark.parametrize("address", ["/courses/", "/courses/vagus-nerve/"])
def test_a_bundle_is_shown_where_its_courses_are(bundle: Product, address: str) -> None:
    assert "/courses/bundles/both/" in Client().get(address).content.decode()


def test_a_bundle_that_costs_no_less_promises_no_saving(priced: Product, second: Course) -> None:
    make_bundle([Course.objects.get(slug="vagus-nerve"), second], aud=12800)

    assert "You save" not in page("/courses/bundles/both/")


def test_a_bundle_with_a_retired_course_is_not_for_sale(bundle: Product, dan: User) -> None:
    assert "/courses/bundles/both/" in Client().get("/sitemap.xml").content.decode()
    retire(Course.objects.get(slug="necks"), by=dan)

    assert Client().get("/courses/bundles/both/").status_code == 404
    assert "/courses/bundles/" not in Client().get("/sitemap.xml").content.decode()
    assert "/courses/bundles/" not in Client().get("/courses/").content.decode()
    assert "/courses/bundles/" not in Client().get("/courses/vagus-nerve/").content.decode()
