"""axe finds nothing on the pages of whoever buys and has bought."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import buying
from tests.journeys.axe import faults_here, faults_of

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_where_people_buy(browser: Browser, site: str) -> None:
    page = browser.new_context(base_url=site, locale="en-AU").new_page()
    buying.sign_up(page, "looked-at")
    buying.buy(page, buying.CONSENT, "A$39.00")
    returned = page.url
    page.get_by_role("link", name="Order and invoice").click()
    order = page.url
    buying.choose(page, buying.PREGNANCY)
    buying.order(page, "Pay A$49.00")
    expect(page.get_by_label("Card number")).to_be_visible()
    addresses = ["/checkout/", "/orders/", order, f"{order}refund-request/", returned, page.url]

    found = [fault for address in addresses for fault in faults_of(page, address)]
    page.goto("/checkout/")
    page.fill("input[name=name]", "")
    page.get_by_role("button", name="Pay A$49.00").click()
    expect(page.locator(".error-summary, [role=alert]").first).to_be_visible()
    found += faults_here(page, "the checkout with errors")

    page.context.close()
    assert found == []
