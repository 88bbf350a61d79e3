"""What people do, in words of the pages."""

import re

from playwright.sync_api import Page, expect

PASSWORD = "good-hands-good-evidence"
COURSE = "/courses/consent-boundaries-records/"


def log_in(page: Page, email: str) -> None:
    """Sign in with e-mail and password."""
    page.goto("/accounts/login/")
    give_password(page, email)
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def give_password(page: Page, email: str) -> None:
    """Open the password form of the sign-in page and send it."""
    page.get_by_role("link", name="Use a password instead").click()
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_up(page: Page, email: str) -> None:
    """Fill in the page that makes an account, and the code that was sent to the address."""
    page.fill("input[name=email]", email)
    page.fill("input[name=password1]", PASSWORD)
    page.locator("form:has(input[name=password1]) button[type=submit]").first.click()
    page.fill("input[name=code]", code_from_mail(page, "confirm|verif|code", to=email))
    page.locator("form:has(input[name=code]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def code_from_mail(page: Page, subject: str, *, to: str = "") -> str:
    """Read the newest code from the demo's mail page, in a tab of its own."""
    tab = page.context.new_page()
    for _ in range(20):
        tab.goto("/demo/mail/")
        mails = tab.get_by_role("listitem").filter(has_text=to)
        link = mails.get_by_role("link", name=re.compile(subject, re.IGNORECASE)).first
        if link.count():
            break
        tab.wait_for_timeout(250)
    link.click()
    text = tab.locator(".panel").inner_text()
    tab.close()
    found = re.search(r"^\s*([A-Z0-9]{3,6}-?[A-Z0-9]{3,6})\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]


def complete_lessons(page: Page, count: int) -> None:
    """Mark lesson after lesson complete, from the first one on."""
    for _ in range(count):
        expect(page.locator("article.lesson")).to_be_visible()
        page.locator("#complete button").first.click()


def answer_quiz(page: Page, right: dict[str, set[str]], *, wrongly: bool = False) -> None:
    """Answer each question from the key, by its stem; wrongly leaves out what is right."""
    expect(page.locator("form[data-autosave]")).to_be_visible()
    while page.locator("form[data-autosave]").count():
        stem = page.locator("legend h1").inner_text()
        for choice in page.locator("label.choice").all():
            is_right = choice.locator("span").first.inner_text() in right[stem]
            if is_right is not wrongly:
                choice.click()
                if choice.locator("input[type=radio]").count():
                    break
        with page.expect_navigation():
            page.locator("form[data-autosave] .button-main").click()
    page.get_by_role("button", name="Submit").click()
