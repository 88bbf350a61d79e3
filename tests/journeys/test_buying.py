"""Pay by card: at once, after a refusal, after a second step, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.journeys import buying, steps

pytestmark = pytest.mark.browser


def test_a_buyer_pays_by_card_and_reads_the_first_lesson_four_pages_later(page: Page) -> None:
    buying.sign_up(page, "one")
    page.goto(buying.CONSENT)
    pages = pages_of_ours(page)
    page.locator("aside").get_by_role("button", name="Buy this course").click()
    buying.order(page, "Pay A$39.00")
    buying.give_card(page, buying.GOOD_CARD)
    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()
    buying.start_first_lesson(page)

    assert len(pages) <= 4, pages
    buying.open_newest_order(page)
    expect(buying.state_of(page)).to_have_text("Paid")
    buying.download(page, "Tax invoice")


def pages_of_ours(page: Page) -> list[str]:
    """Keep a list of the pages that are shown from now on; the payment page is not ours."""
    seen: list[str] = []

    def note(response: Response) -> None:
        is_page = response.request.is_navigation_request() and not 300 <= response.status < 400
        if is_page and "/_sandbox/" not in response.url:
            seen.append(response.url)

    page.on("response", note)
    return seen


def test_a_declined_card_is_said_so_and_another_pays_on_the_same_page(page: Page) -> None:
    buying.sign_up(page, "declined")
    buying.choose(page, buying.CONSENT)
    buying.order(page, "Pay A$39.00")
    paying = page.url
    buying.give_card(page, buying.DECLINED_CARD)
    expect(page.get_by_text("Your card was declined.").first).to_be_visible()
    assert page.url == paying
    assert not buying.is_open(page, buying.CONSENT)

    page.goto(paying)
    buying.give_card(page, buying.GOOD_CARD)

    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()
    buying.start_first_lesson(page)


def test_a_bank_that_says_no_opens_nothing_and_one_that_says_yes_opens_the_course(
    page: Page,
) -> None:
    buying.sign_up(page, "second-step")
    buying.choose(page, buying.CONSENT)
    buying.order(page, "Pay A$39.00")
    paying = page.url
    buying.give_card(page, buying.CARD_WITH_A_SECOND_STEP)
    page.get_by_role("button", name="Fail").click()
    expect(page.locator(".message-error, .message-bad, [role=alert]").first).to_be_visible()
    assert not buying.is_open(page, buying.CONSENT)

    page.goto(paying)
    buying.give_card(page, buying.CARD_WITH_A_SECOND_STEP)
    page.get_by_role("button", name="Complete").click()

    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()
    buying.start_first_lesson(page)


def test_signing_up_on_the_way_keeps_the_basket(page: Page) -> None:
    buying.choose(page, buying.CONSENT)
    buying.choose(page, buying.BACK_PAIN)
    page.get_by_role("link", name="Make an account to pay").click()

    steps.sign_up(page, "on-the-way@example.org")

    expect(page.locator(".basket-lines > li")).to_have_count(2)
    buying.order(page, "Pay A$88.00")
    buying.give_card(page, buying.GOOD_CARD)
    expect(page.get_by_role("link", name="Start the first lesson")).to_have_count(2)
    buying.start_first_lesson(page)


def test_everything_can_be_bought_with_the_keyboard_alone(page: Page) -> None:
    buying.sign_up(page, "keyboard")
    page.goto(buying.CONSENT)
    press(page, "Buy this course", "Enter")
    buying.tab_to(page, page.locator("input[name=name]"))
    page.keyboard.press("Control+A")
    page.keyboard.type(buying.BUYER)
    for name in ("consent", "terms"):
        buying.tab_to(page, page.locator(f"input[name={name}]"))
        page.keyboard.press("Space")
    press(page, "Pay A$39.00", "Space")
    page.wait_for_url("**/_sandbox/**")
    buying.tab_to(page, page.get_by_label("Card number"))
    page.keyboard.type(buying.GOOD_CARD)
    press(page, "Pay A$39.00", "Enter")

    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()


def press(page: Page, button: str, key: str) -> None:
    """Go to a button by Tab and press it by a key."""
    target = page.locator("main").get_by_role("button", name=button).first
    expect(target).to_be_visible()
    buying.tab_to(page, target)
    page.keyboard.press(key)


def test_a_card_pays_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="en-AU", java_script_enabled=False)
    page = context.new_page()
    buying.sign_up(page, "plain")

    buying.buy(page, buying.CONSENT, "A$39.00")

    buying.start_first_lesson(page)
    context.close()
