"""The shop's staff, at a browser of their own."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys import steps


def member_of_staff(browser: Browser, site: str, email: str) -> Page:
    """Somebody of the shop, signed in."""
    page = browser.new_context(base_url=site, locale="en-AU").new_page()
    steps.log_in(page, email)
    return page


def press_at_the_bank(page: Page, table: str, button: str) -> None:
    """Press a button of the control page, beside the newest row of a table."""
    page.goto("/cms/payment-sandbox/")
    page.locator(f"h2:text-is('{table}') + table tbody tr").first.get_by_role(
        "button", name=button, exact=True
    ).click()
    expect(page.get_by_text("Done. The worker delivers")).to_be_visible()


def open_order_of(page: Page, email: str) -> None:
    """Find the order that somebody placed last."""
    page.goto(f"/cms/sales/lists/order/?q={email}")
    page.locator("main table tbody tr").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Buyer")).to_be_visible()
