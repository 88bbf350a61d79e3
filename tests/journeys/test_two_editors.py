"""Whoever writes at the same draft as somebody else is told, before anything is saved over."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import desk, studio

pytestmark = pytest.mark.browser
NOTICED = 25_000  # ms; the form asks every ten seconds who else is there


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
