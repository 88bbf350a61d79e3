"""What buyers do, in words of the pages."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import steps

GOOD_CARD = "4242 4242 4242 4242"
DECLINED_CARD = "4000 0000 0000 0002"
CARD_WITH_A_SECOND_STEP = "4000 0025 0000 3155"
CONSENT = "/courses/consent-boundaries-records/"
BACK_PAIN = "/courses/low-back-pain/"
PREGNANCY = "/courses/pregnancy-massage/"
PAID = "Paid. You can begin."
BUYER = "Noor Haddad"


def sign_up(page: Page, name: str) -> str:
    """Make an account that has bought nothing; return its address."""
    email = f"{name}@example.org"
    page.goto("/accounts/signup/")
    steps.sign_up(page, email)
    return email


def choose(page: Page, course: str) -> None:
    """Put a course into the basket from its page."""
    page.goto(course)
    page.locator("aside").get_by_role("button", name="Buy this course").click()
    expect(page.get_by_role("heading", name="Checkout")).to_be_visible()


def order(page: Page, action: str) -> None:
    """Give a name, agree to everything, and press the main button."""
    page.fill("input[name=name]", BUYER)
    if page.locator("input[name=consent]").count():
        page.locator("input[name=consent]").check()
    page.locator("input[name=terms]").check()
    page.get_by_role("button", name=action).click()


def give_card(page: Page, number: str) -> None:
    """Pay on the sandbox's page by a test card."""
    page.get_by_label("Card number").fill(number)
    page.get_by_role("button", name=re.compile("^Pay ")).first.click()


def pay_by_debit(page: Page, scheme: str) -> None:
    """Pay on the sandbox's page by a bank debit, of which staff decide what becomes."""
    page.locator("summary", has_text=scheme).click()
    page.get_by_role("button", name=f"Pay by {scheme}").click()
    expect(page.get_by_role("heading", name="Your bank is sending the money")).to_be_visible()


def buy(page: Page, course: str, price: str) -> None:
    """Buy one course by a card that works."""
    choose(page, course)
    order(page, f"Pay {price}")
    give_card(page, GOOD_CARD)
    expect(page.get_by_role("heading", name=PAID)).to_be_visible()
