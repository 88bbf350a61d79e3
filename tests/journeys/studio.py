"""What authors and reviewers do in the studio, in words of its pages."""

import re

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

SAVED = re.compile("created|updated")
WINDOW_OPENS = 5_000  # ms
BLOCKS = "[data-streamfield-child]:not([data-streamfield-child] [data-streamfield-child])"


def open_course(page: Page, title: str) -> None:
    """Find a course in the list and open its outline."""
    page.goto("/cms/snippets/courses/course/")
    row = page.get_by_role("row").filter(has_text=title).first
    row.locator("a[href^='/cms/studio/courses/']").first.click()


def open_tab(page: Page, name: str) -> None:
    """Open one of the pages of the course that is open."""
    page.get_by_role("navigation", name="This course").get_by_role("link", name=name).click()


def save(page: Page) -> None:
    """Save the form that is open."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messages .success")).to_contain_text(SAVED)


def choose(page: Page, button: Locator, words: str) -> None:
    """Choose a row in the window that a button opens."""
    window = page.locator(".modal.in")
    button.click()
    try:
        window.wait_for(timeout=WINDOW_OPENS)
    except TookTooLong:  # the button came before its script
        button.click()
    window.get_by_role("link", name=re.compile(re.escape(words))).first.click()
    expect(window).to_have_count(0)


def add_block(page: Page, kind: str) -> Locator:
    """Add a block at the end of what the form builds; return it."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=kind, exact=True).locator("visible=true").click()
    return page.locator(BLOCKS).last


def write(block: Locator, words: str) -> None:
    """Write into a text block, until the form holds it."""
    editor = block.locator("[contenteditable=true]").first
    editor.click()
    editor.press_sequentially(words)
    expect(block.locator("[name$='-value']")).to_have_value(re.compile(re.escape(words)))


def submit(page: Page, title: str, note: str) -> None:
    """Hand the draft to the reviewers."""
    open_course(page, title)
    open_tab(page, "Review and publishing")
    page.get_by_label("Note for the reviewer").fill(note)
    page.get_by_role("button", name=re.compile("^Submit")).click()
    expect(page.get_by_text("Waiting for a reviewer.").first).to_be_visible()


def approve_and_publish(page: Page, note: str, change: str) -> None:
    """Approve what was submitted and publish it, on the page of review and publishing."""
    page.get_by_role("button", name="Approve").click()
    page.get_by_label("What changed").fill(note)
    page.get_by_role("radio", name=re.compile(change)).check()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published as edition")).to_be_visible()
