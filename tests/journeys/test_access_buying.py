"""axe finds nothing on the pages of whoever buys and has bought."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import buying
from tests.journeys.axe import SCHEMES, WIDTHS, faults_here, faults_of

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody signed in who has bought one course and is about to pay for another."""

    cookies: Any
    addresses: list[str]


@pytest.fixture(scope="module")
def buyer(browser: Browser, site: str) -> Iterator[Buyer]:
    """Buy once for all widths: orders are counted by the hour."""
    context = browser.new_context(base_url=site, locale="en-AU")
    page = context.new_page()
    buying.sign_up(page, "looked-at")
    buying.buy(page, buying.CONSENT, "A$39.00")
    returned = page.url
    page.get_by_role("link", name="Order and invoice").click()
    order = page.url
    buying.choose(page, buying.PREGNANCY)
    buying.order(page, "Pay A$49.00")
    expect(page.get_by_label("Card number")).to_be_visible()
    pages = ["/checkout/", "/orders/", order, f"{order}refund-request/", returned, page.url]
    yield Buyer(context.storage_state(), pages)
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_where_people_buy(
    browser: Browser, site: str, buyer: Buyer, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        storage_state=buyer.cookies,
    )
    page = context.new_page()

    found = [fault for address in buyer.addresses for fault in faults_of(page, address)]
    page.goto("/checkout/")
    page.fill("input[name=name]", "")
    page.get_by_role("button", name="Pay A$49.00").click()
    expect(page.locator(".error-summary, [role=alert]").first).to_be_visible()
    found += faults_here(page, "the checkout with errors")

    context.close()
    assert found == []
