"""What a buyer sees of what was bought."""

import re

from playwright.sync_api import Locator, Page, expect


def is_open(page: Page, course: str) -> bool:
    """Whether the classroom lets the buyer in; else it says that the course is closed, or has no
    such page for who never had it."""
    page.goto(course.replace("/courses/", "/learn/"))
    start = page.get_by_role("link", name=re.compile("^(Start|Continue)"))
    refused = re.compile("^(This course is closed for you|There is no page here)$")
    expect(start.or_(page.get_by_role("heading", name=refused))).to_be_visible()
    return start.count() > 0


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
