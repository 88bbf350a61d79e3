"""An author edits a course, a reviewer publishes it, a learner sees it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps, studio
from tests.journeys.axe import studio_faults

pytestmark = pytest.mark.browser


def open_publishing(page: Page, title: str) -> None:
    studio.open_course(page, title)
    studio.open_tab(page, "Review and publishing")


def test_an_author_edits_and_submits_a_reviewer_approves_a_learner_sees_it(page: Page) -> None:
    steps.log_in(page, "author@example.org")
    studio.open_course(page, "Low back pain")
    page.locator(".builder-title a").first.click()
    page.get_by_label("Title", exact=False).first.fill("Back pain, seen afresh")
    studio.save(page)
    studio.submit(page, "Low back pain", "A new title for the first lesson.")
    page.context.clear_cookies()

    steps.log_in(page, "reviewer@example.org")
    comment(page, "Low back pain", "Fine by me.")
    found = studio_faults(page, "a lesson with a comment")
    page.context.clear_cookies()
    answer_in_the_form(page, "Low back pain", "Which words?")
    page.context.clear_cookies()
    steps.log_in(page, "reviewer@example.org")
    open_publishing(page, "Low back pain")
    found += studio_faults(page, "a submission that waits")
    studio.approve_and_publish(page, "A clearer title for the first lesson.", "Minor")
    expect(page.get_by_text("Published as edition 2.")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/courses/low-back-pain/")
    expect(page.get_by_text("Back pain, seen afresh").first).to_be_visible()
    expect(page.get_by_text("A clearer title for the first lesson.")).to_be_visible()
    assert found == []


def comment(page: Page, title: str, words: str) -> None:
    open_publishing(page, title)
    page.get_by_role("link", name="Read and comment on the draft").click()
    page.get_by_role("link", name="Back pain, seen afresh").first.click()
    page.get_by_text("Comment on this block").first.click()
    page.get_by_label("Your comment").locator("visible=true").fill(words)
    page.get_by_role("button", name="Comment", exact=True).locator("visible=true").click()
    expect(page.locator(".thread-text", has_text=words)).to_be_visible()


def answer_in_the_form(page: Page, title: str, words: str) -> None:
    """Answer a comment beside the form of the lesson, as its author."""
    steps.log_in(page, "author@example.org")
    studio.open_course(page, title)
    page.locator(".builder-title a").first.click()
    page.get_by_role("button", name="Toggle comments").click()
    panel = page.locator(".review-side-panel")
    panel.get_by_label("Your answer").fill(words)
    panel.get_by_role("button", name="Answer").click()
    page.get_by_role("button", name="Toggle comments").click()
    expect(panel).to_contain_text(words)


def test_a_draft_can_be_previewed_as_the_learner_will_see_it(page: Page) -> None:
    steps.log_in(page, "author@example.org")
    studio.open_course(page, "Red flags")
    page.locator(".builder-title a").first.click()

    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()

    frame = page.frame_locator("iframe[title=Preview]").last
    expect(frame.locator("article.lesson h1")).to_be_visible(timeout=15_000)
