"""The desk's tables on a phone: nothing stands beyond the page, and what matters comes first."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys import steps
from tests.journeys.axe import studio_faults

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 360, "height": 740}
TABLE = """email,course,name,access_until
nobody-here,low-back-pain,A Name,2099-06-30
a.very.long.address.of.a.member.of.staff@a-clinic-with-a-long-name.example.org,nothing-here,,
"""
# How far the rightmost thing of a page stands beyond it; what scrolls by itself is let be.
BEYOND = """() => Math.round(Math.max(...[...document.querySelectorAll('main *')]
  .filter(node => !node.closest('[hidden], .w-sr-only, thead'))
  .map(node => node.getBoundingClientRect().right)) - innerWidth)"""


@pytest.fixture
def phone(browser: Browser, site: str) -> Page:
    """Support, on a phone."""
    page = browser.new_context(base_url=site, viewport=PHONE, locale="en-AU").new_page()
    steps.log_in(page, "support@example.org")
    return page


def test_each_row_of_a_table_begins_with_what_becomes_of_it(phone: Page) -> None:
    phone.goto("/cms/support/bulk/")
    phone.get_by_label("Or paste the table").fill(TABLE)
    phone.get_by_label("Reason").fill("A clinic of ours.")
    phone.get_by_role("button", name="Look at the rows").click()

    row = phone.get_by_role("row").filter(has_text="nobody-here")
    told = row.get_by_role("cell").filter(has_text="This is no e-mail address.")
    expect(told).to_be_in_viewport()
    heights = [cell.bounding_box() for cell in row.get_by_role("cell").all()]
    box = told.bounding_box()
    assert box is not None
    assert box["y"] == min(cell["y"] for cell in heights if cell)
    assert phone.evaluate(BEYOND) <= 0
    assert studio_faults(phone, "rows") == []


@pytest.mark.parametrize(
    "address", ["/cms/sales/lists/order/", "/cms/sales/lists/payment/", "/cms/"]
)
def test_nothing_stands_beyond_the_page(phone: Page, address: str) -> None:
    phone.goto(address)

    assert phone.evaluate(BEYOND) <= 0


def test_an_order_stays_within_the_page(phone: Page) -> None:
    phone.goto("/cms/sales/lists/order/")
    phone.locator("main table tbody tr").first.get_by_role("link").first.click()
    expect(phone.get_by_role("heading", name="Buyer")).to_be_visible()

    assert phone.evaluate(BEYOND) <= 0
