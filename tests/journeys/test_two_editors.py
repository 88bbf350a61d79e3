"""Nothing is lost between saves: whoever writes at the same draft as somebody else is told, and
what is begun is kept by itself."""

from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.journeys import desk, studio

pytestmark = pytest.mark.browser
KEPT = "#w-autosave-indicator[data-w-autosave-state-value=saved]"
BEGUN = "Begun, and no grade yet"
SENT = 8_000  # ms
NOTICED = 25_000  # ms; the form asks every ten seconds who else is there


def brings_what_is_begun(answer: Response) -> bool:
    return answer.request.method == "POST" and BEGUN in (answer.request.post_data or "")


def write_until_sent(page: Page, field: Locator) -> str:
    """Write, and again where it came before the form looked what it begins with; return what was
    sent."""
    for stops in range(5):
        words = BEGUN + "." * stops
        with suppress(TookTooLong), page.expect_response(brings_what_is_begun, timeout=SENT):
            field.fill(words)
            return words
    raise AssertionError("No autosave came.")


def open_a_lesson(page: Page) -> None:
    studio.open_course(page, "Pregnancy massage")
    page.locator(".builder-title a").first.click()
    expect(page.get_by_label("Title", exact=False).first).to_be_visible()


def test_an_editor_is_told_that_another_saved_a_new_version(browser: Browser, site: str) -> None:
    author = desk.member_of_staff(browser, site, "author@example.org")
    admin = desk.member_of_staff(browser, site, "admin@example.org")
    open_a_lesson(author)
    open_a_lesson(admin)

    admin.get_by_label("Title", exact=False).first.fill("As Kim has it")
    studio.save(admin)

    told = author.get_by_text("Kim Nguyen saved a new version").first
    expect(told).to_be_attached(timeout=NOTICED)
    author.context.close()
    admin.context.close()


def test_a_block_that_is_begun_is_kept_by_itself(browser: Browser, site: str) -> None:
    author = desk.member_of_staff(browser, site, "author@example.org")
    open_a_lesson(author)
    note = studio.add_block(author, "Evidence note")
    written = write_until_sent(author, note.get_by_label("Claim"))
    expect(author.locator(KEPT)).to_be_attached()

    author.reload()

    expect(author.locator(studio.BLOCKS).last.get_by_label("Claim")).to_have_value(written)
    author.context.close()
