"""Pay by a bank debit, whose money arrives days later or bounces."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import buying, desk, looking, steps

pytestmark = pytest.mark.browser


def test_a_becs_debit_opens_the_course_once_the_money_has_arrived(page: Page, admin: Page) -> None:
    buying.sign_up(page, "becs")
    buying.choose(page, buying.CONSENT)
    buying.order(page, "Pay A$39.00")
    buying.pay_by_debit(page, "BECS")
    assert not looking.is_open(page, buying.CONSENT)
    looking.open_newest_order(page)
    expect(page.get_by_text("Your payment is on its way.")).to_be_visible()

    desk.press_at_the_bank(admin, "Debits that wait", "Money arrives")

    looking.until_shown(page, "A$39.00 paid on")
    looking.download(page, "Tax invoice")
    assert looking.is_open(page, buying.CONSENT)


def test_a_bacs_debit_that_bounces_opens_nothing_and_can_be_paid_again(
    page: Page, admin: Page
) -> None:
    steps.log_in(page, "learner.uk@example.org")
    buying.choose(page, buying.CONSENT)
    buying.order(page, "Pay £19.00")
    buying.pay_by_debit(page, "Bacs")
    looking.open_newest_order(page)

    desk.press_at_the_bank(admin, "Debits that wait", "Bounces")

    looking.until_shown(page, "You can pay £19.00 until")
    expect(page.get_by_text("Did not go through")).to_be_visible()
    assert not looking.is_open(page, buying.CONSENT)
    looking.open_newest_order(page)
    page.get_by_role("button", name="Pay", exact=True).click()
    buying.give_card(page, buying.GOOD_CARD)
    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()
    assert looking.is_open(page, buying.CONSENT)
