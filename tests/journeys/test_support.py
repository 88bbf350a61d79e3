"""A caller is answered from one page: found by name or serial, given more time and a course, seen
as they see it, and all of it told on the timeline."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import desk
from tests.journeys.axe import studio_faults

pytestmark = pytest.mark.browser


def act(page: Page, label: str, reason: str) -> None:
    """Open an act of the learner's page, say why, and do it."""
    box = page.locator("details.support-act", has=page.locator("summary", has_text=label)).first
    box.locator("summary").click()
    box.get_by_label("Reason").fill(reason)
    box.get_by_role("button", name=label).click()


def test_a_caller_is_answered_from_one_page(browser: Browser, site: str) -> None:
    page = desk.member_of_staff(browser, site, "support@example.org")
    found: list[str] = []
    page.goto("/cms/support/")
    page.get_by_label("Name, e-mail address").fill("lear")
    page.get_by_role("button", name="Find").click()
    found += studio_faults(page, "who was found")
    page.get_by_role("listitem").filter(has_text="learner@example.org").get_by_role("link").click()
    learner = page.url
    serial = page.locator("#certificates").locator("..").get_by_role("heading").nth(1).inner_text()

    act(page, "Withdraw the access", "Asked for by the learner.")
    expect(page.locator(".messages .success")).to_be_visible()
    act(page, "Give the access back", "It was a mistake.")
    expect(page.locator("#timeline").locator("..")).to_contain_text("It was a mistake.")
    found += studio_faults(page, "a learner")

    page.get_by_role("link", name="Merge another account").click()
    found += studio_faults(page, "a merge")
    page.goto(learner)
    act(page, "See the site as this learner", "Cannot find the certificate.")
    banner = page.get_by_role("region", name="Seen as a learner")
    expect(banner).to_contain_text("Nothing can be changed")
    page.goto("/certificates/")
    expect(banner).to_be_visible()
    assert page.goto("/accounts/email/") is not None
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("E-mail")
    page.goto("/learn/")
    banner.get_by_role("button", name="Stop").click()
    expect(page.locator("#timeline").locator("..")).to_contain_text("Cannot find the certificate.")

    page.goto("/cms/support/")
    page.get_by_label("Name, e-mail address").fill(re.findall(r"[A-Z0-9-]{8,}", serial)[0])
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(learner)
    page.context.close()
    assert found == []


def test_another_name_is_granted_and_its_certificate_looked_at(browser: Browser, site: str) -> None:
    learner = desk.member_of_staff(browser, site, "learner@example.org")
    learner.goto("/certificates/name/")
    learner.get_by_label("Your name as it must be printed").fill("Alexandra Moreau")
    learner.get_by_label("What has changed").fill("My first name in full.")
    learner.locator("main form button.button-main").click()
    page = desk.member_of_staff(browser, site, "admin@example.org")

    page.goto("/cms/")
    page.get_by_role("button", name="Certificates").click()
    page.get_by_role("link", name="Name corrections").click()
    page.locator("main table").get_by_role("link", name="Alex Moreau").first.click()
    found = studio_faults(page, "another name asked for")
    page.get_by_role("button", name="Grant the name").click()
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto("/cms/support/?q=learner@example.org")
    page.locator("#certificates").locator("..").locator("h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found += studio_faults(page, "a certificate's record")
    learner.context.close()
    page.context.close()
    assert found == []
