"""A refund and a lost dispute close what they are for."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import buying, desk, looking

pytestmark = pytest.mark.browser


def test_a_refund_of_one_course_closes_it_and_leaves_the_other_open(
    page: Page, finance: Page
) -> None:
    email = buying.sign_up(page, "refunded")
    buying.choose(page, buying.CONSENT)
    buying.choose(page, buying.BACK_PAIN)
    buying.order(page, "Pay A$88.00")
    buying.give_card(page, buying.GOOD_CARD)
    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()

    give_back(finance, email, "Low back pain", "49.00")

    assert not looking.is_open(page, buying.BACK_PAIN)
    assert looking.is_open(page, buying.CONSENT)
    looking.open_newest_order(page)
    expect(looking.state_of(page)).to_have_text("Partly refunded")
    expect(page.get_by_text("A$49.00 refunded")).to_be_visible()
    looking.download(page, "Adjustment note")


def give_back(finance: Page, email: str, title: str, amount: str) -> None:
    """Find the buyer's order, and refund one line of it."""
    desk.open_order_of(finance, email)
    finance.get_by_role("textbox", name=title).fill(amount)
    finance.get_by_label("Note").first.fill("Bought by mistake.")
    finance.get_by_role("button", name="Give it back").click()
    expect(finance.get_by_text(f"A${amount} is on its way back.")).to_be_visible()


def test_a_lost_dispute_closes_the_course(page: Page, admin: Page) -> None:
    email = buying.sign_up(page, "disputed")
    buying.buy(page, buying.PREGNANCY, "A$49.00")
    assert looking.is_open(page, buying.PREGNANCY)

    desk.press_at_the_bank(admin, "Payments", "Chargeback")
    desk.press_at_the_bank(admin, "Disputes", "We lose")

    desk.open_order_of(admin, email)
    looking.until_shown(admin, "Chargeback of A$49.00 (lost)")
    assert not looking.is_open(page, buying.PREGNANCY)
    looking.open_newest_order(page)
    expect(page.get_by_text("so the courses of this order are closed")).to_be_visible()
    expect(page.get_by_role("link", name="Ask for a refund")).to_have_count(0)
