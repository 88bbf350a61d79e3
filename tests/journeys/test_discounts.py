"""Pay less by a code, or nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import buying, looking

pytestmark = pytest.mark.browser


def test_a_code_lowers_the_price_when_it_is_typed(page: Page) -> None:
    buying.sign_up(page, "typed-code")
    buying.choose(page, buying.CONSENT)
    page.get_by_label("Promotion code").fill("no-such-code")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#promotion-error")).to_be_visible()

    page.get_by_label("Promotion code").fill("welcome10")
    page.get_by_role("button", name="Apply").click()

    expect(page.get_by_text("Promotion code WELCOME10")).to_be_visible()
    buying.order(page, "Pay A$35.10")
    buying.give_card(page, buying.GOOD_CARD)
    looking.start_first_lesson(page)
    looking.open_newest_order(page)
    expect(page.get_by_text("Discount (WELCOME10)")).to_be_visible()


def test_a_code_lowers_the_price_when_it_comes_in_a_link(page: Page) -> None:
    buying.sign_up(page, "linked-code")
    page.goto(f"{buying.CONSENT}?code=WELCOME10")

    buying.choose(page, buying.CONSENT)

    buying.order(page, "Pay A$35.10")
    buying.give_card(page, buying.GOOD_CARD)
    looking.start_first_lesson(page)


def test_a_code_for_everything_leads_to_the_lesson_without_a_payment_page(
    page: Page, admin: Page
) -> None:
    admin.goto("/cms/sales/lists/promotioncode/new/")
    admin.fill("input[name=code]", "GIFT-100")
    admin.fill("input[name=percent_bp]", "10000")
    admin.locator("button.button-longrunning").click()
    admin.wait_for_url("**/sales/lists/promotioncode/")
    buying.sign_up(page, "gift")
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    buying.choose(page, buying.CONSENT)
    page.get_by_label("Promotion code").fill("GIFT-100")
    page.get_by_role("button", name="Apply").click()

    buying.order(page, "Start learning")

    expect(page.locator("article.lesson")).to_be_visible()
    assert not [address for address in addresses if "/_sandbox/" in address]
    looking.open_newest_order(page)
    expect(page.get_by_text("There was nothing to pay.")).to_be_visible()
