"""What buyers and the staff of the shop do, in words of the pages."""

import re

from playwright.sync_api import Locator, Page, expect

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


def is_open(page: Page, course: str) -> bool:
    """Whether the course leads its buyer into the classroom; else back to where it is sold."""
    page.goto(course.replace("/courses/", "/learn/"))
    return page.get_by_role("link", name=re.compile("^(Start|Continue)")).count() > 0


def start_first_lesson(page: Page) -> None:
    """Go from the page after paying into the first lesson."""
    page.get_by_role("link", name=re.compile("Start the first lesson")).first.click()
    expect(page.locator("article.lesson")).to_be_visible()


def open_newest_order(page: Page) -> None:
    """Open the page of the order that was placed last."""
    page.goto("/orders/")
    page.locator(".orders a").first.click()
    expect(page.get_by_role("heading", name=re.compile("^Order "))).to_be_visible()


def state_of(page: Page) -> Locator:
    """The order's state in words."""
    return page.locator(".order-head .badge")


def download(page: Page, kind: str) -> None:
    """Download a document of the order; it is a PDF."""
    row = page.locator("section[aria-labelledby=documents] li", has_text=kind)
    with page.expect_download() as downloading:
        row.get_by_role("link").click()
    assert downloading.value.path().read_bytes().startswith(b"%PDF-")


def until_shown(page: Page, text: str) -> None:
    """Load the page again until the worker has done what it says."""
    for _ in range(40):
        if page.get_by_text(text).count():
            break
        page.wait_for_timeout(250)
        page.reload()
    expect(page.get_by_text(text).first).to_be_visible()


def member_of_staff(page: Page, email: str) -> Page:
    """Somebody of the shop at a browser of their own."""
    browser = page.context.browser
    assert browser is not None
    origin = re.match(r"https?://[^/]+", page.url)
    assert origin
    desk = browser.new_context(base_url=origin[0], locale="en-AU").new_page()
    steps.log_in(desk, email)
    return desk


def press_at_the_bank(desk: Page, table: str, button: str) -> None:
    """Press a button of the control page, beside the newest row of a table."""
    desk.goto("/cms/payment-sandbox/")
    desk.locator(f"h2:text-is('{table}') + table tbody tr").first.get_by_role(
        "button", name=button, exact=True
    ).click()
    expect(desk.get_by_text("Done. The worker delivers")).to_be_visible()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached by Tab.")
