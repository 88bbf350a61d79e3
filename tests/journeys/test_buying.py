"""Pay by card: at once, after a refusal, after a second step."""

import pytest
from playwright.sync_api import Page, Response, expect

from tests.journeys import buying, looking

pytestmark = pytest.mark.browser


def test_a_buyer_pays_by_card_and_reads_the_first_lesson_four_pages_later(page: Page) -> None:
    buying.sign_up(page, "one")
    page.goto(buying.CONSENT)
    pages = pages_of_ours(page)
    page.locator("aside").get_by_role("button", name="Buy this course").click()
    buying.order(page, "Pay A$39.00")
    buying.give_card(page, buying.GOOD_CARD)
    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()
    looking.start_first_lesson(page)

    assert len(pages) <= 4, pages
    looking.open_newest_order(page)
    expect(looking.state_of(page)).to_have_text("Paid")
    looking.download(page, "Tax invoice")


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
    assert not looking.is_open(page, buying.CONSENT)

    page.goto(paying)
    buying.give_card(page, buying.GOOD_CARD)

    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()
    looking.start_first_lesson(page)


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
    assert not looking.is_open(page, buying.CONSENT)

    page.goto(paying)
    buying.give_card(page, buying.CARD_WITH_A_SECOND_STEP)
    page.get_by_role("button", name="Complete").click()

    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()
    looking.start_first_lesson(page)
