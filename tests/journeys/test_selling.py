"""Debits that take days, codes, refunds and disputes: a buyer at one browser, staff at another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import buying, steps

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(page: Page, site: str) -> Iterator[Page]:
    """Kim at the studio."""
    page.goto(site)
    desk = buying.member_of_staff(page, "admin@example.org")
    yield desk
    desk.context.close()


@pytest.fixture
def finance(page: Page, site: str) -> Iterator[Page]:
    """Lee at the back office."""
    page.goto(site)
    desk = buying.member_of_staff(page, "finance@example.org")
    yield desk
    desk.context.close()


def test_a_becs_debit_opens_the_course_once_the_money_has_arrived(page: Page, admin: Page) -> None:
    buying.sign_up(page, "becs")
    buying.choose(page, buying.CONSENT)
    buying.order(page, "Pay A$39.00")
    buying.pay_by_debit(page, "BECS")
    assert not buying.is_open(page, buying.CONSENT)
    buying.open_newest_order(page)
    expect(page.get_by_text("Your payment is on its way.")).to_be_visible()

    buying.press_at_the_bank(admin, "Debits that wait", "Money arrives")

    buying.until_shown(page, "A$39.00 paid on")
    buying.download(page, "Tax invoice")
    assert buying.is_open(page, buying.CONSENT)


def test_a_bacs_debit_that_bounces_opens_nothing_and_can_be_paid_again(
    page: Page, admin: Page
) -> None:
    steps.log_in(page, "learner.uk@example.org")
    buying.choose(page, buying.CONSENT)
    buying.order(page, "Pay £19.00")
    buying.pay_by_debit(page, "Bacs")
    buying.open_newest_order(page)

    buying.press_at_the_bank(admin, "Debits that wait", "Bounces")

    buying.until_shown(page, "You can pay £19.00 until")
    expect(page.get_by_text("Did not go through")).to_be_visible()
    assert not buying.is_open(page, buying.CONSENT)
    buying.open_newest_order(page)
    page.get_by_role("button", name="Pay", exact=True).click()
    buying.give_card(page, buying.GOOD_CARD)
    expect(page.get_by_role("heading", name=buying.PAID)).to_be_visible()
    assert buying.is_open(page, buying.CONSENT)


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
    buying.start_first_lesson(page)
    buying.open_newest_order(page)
    expect(page.get_by_text("Discount (WELCOME10)")).to_be_visible()


def test_a_code_lowers_the_price_when_it_comes_in_a_link(page: Page) -> None:
    buying.sign_up(page, "linked-code")
    page.goto(f"{buying.CONSENT}?code=WELCOME10")

    buying.choose(page, buying.CONSENT)

    buying.order(page, "Pay A$35.10")
    buying.give_card(page, buying.GOOD_CARD)
    buying.start_first_lesson(page)


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

    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.locator("article.lesson")).to_be_visible()
    assert not [address for address in addresses if "/_sandbox/" in address]
    buying.open_newest_order(page)
    expect(page.get_by_text("There was nothing to pay.")).to_be_visible()


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

    assert not buying.is_open(page, buying.BACK_PAIN)
    assert buying.is_open(page, buying.CONSENT)
    buying.open_newest_order(page)
    expect(buying.state_of(page)).to_have_text("Partly refunded")
    expect(page.get_by_text("A$49.00 refunded")).to_be_visible()
    buying.download(page, "Adjustment note")


def give_back(finance: Page, email: str, title: str, amount: str) -> None:
    """Find the buyer's order, and refund one line of it."""
    finance.goto(f"/cms/sales/lists/order/?q={email}")
    finance.locator("main table tbody tr").first.get_by_role("link").first.click()
    finance.get_by_role("textbox", name=title).fill(amount)
    finance.get_by_label("Note").first.fill("Bought by mistake.")
    finance.get_by_role("button", name="Give it back").click()
    expect(finance.get_by_text(f"A${amount} is on its way back.")).to_be_visible()


def test_a_lost_dispute_closes_the_course(page: Page, admin: Page) -> None:
    buying.sign_up(page, "disputed")
    buying.buy(page, buying.PREGNANCY, "A$49.00")
    assert buying.is_open(page, buying.PREGNANCY)

    buying.press_at_the_bank(admin, "Payments", "Chargeback")
    buying.press_at_the_bank(admin, "Disputes", "We lose")

    buying.open_newest_order(page)
    link = page.get_by_role("link", name="Open the course")
    for _ in range(40):
        if not link.count():
            break
        page.wait_for_timeout(250)
        page.reload()
    assert not buying.is_open(page, buying.PREGNANCY)
