"""Pay with a new account, with the keyboard alone, and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import buying, looking, steps

pytestmark = pytest.mark.browser


def test_signing_up_on_the_way_keeps_the_basket(page: Page) -> None:
    buying.choose(page, buying.CONSENT)
    buying.choose(page, buying.BACK_PAIN)
    page.get_by_role("link", name="Make an account to pay").click()

    steps.sign_up(page, "on-the-way@example.org")

    expect(page.locator(".basket-lines > li")).to_have_count(2)
    buying.order(page, "Pay A$88.00")
    buying.give_card(page, buying.GOOD_CARD)
    expect(page.get_by_role("link", name="Start the first lesson")).to_have_count(2)
    looking.start_first_lesson(page)


def test_everything_can_be_bought_with_the_keyboard_alone(page: Page) -> None:
    buying.sign_up(page, "keyboard")
    page.goto(buying.CONSENT)
    press(page, "Buy this course", "Enter")
    tab_to(page, page.locator("input[name=name]"))
    page.keyboard.press("Control+A")
    page.keyboard.type(buying.BUYER)
    for name in ("consent", "terms"):
        tab_to(page, page.locator(f"input[name={name}]"))
        page.keyboard.press("Space")
    press(page, "Pay A$39.00", "Space")
    page.wait_for_url("**/_sandbox/**")
    tab_to(page, page.get_by_label("Card number"))
    page.keyboard.type(buying.GOOD_CARD)
    press(page, "Pay A$39.00", "Enter")

    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()


def press(page: Page, button: str, key: str) -> None:
    """Go to a button by Tab and press it by a key."""
    target = page.locator("main").get_by_role("button", name=button).first
    expect(target).to_be_visible()
    tab_to(page, target)
    page.keyboard.press(key)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached by Tab.")


def test_a_card_pays_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="en-AU", java_script_enabled=False)
    page = context.new_page()
    buying.sign_up(page, "plain")

    buying.buy(page, buying.CONSENT, "A$39.00")

    looking.start_first_lesson(page)
    context.close()
