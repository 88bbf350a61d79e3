"""Sign up, buy, learn, fail, retry, pass, certificate, verify, correct, gather."""

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.journeys import proving, steps

pytestmark = pytest.mark.browser
QUIZ = Path("courses/demo/consent-boundaries-records/quizzes/final-quiz.yaml")
BEGIN = re.compile("Start the quiz|Go on|Try again")  # whatever another journey left


def key_of(path: Path) -> dict[str, set[str]]:
    """Return stem to right choices, from the course package."""
    quiz = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        " ".join(question["stem"].split()): {
            " ".join(str(choice["text"]).split())
            for choice in question["choices"]
            if choice.get("is_right")
        }
        for question in quiz["questions"]
    }


def test_a_therapist_goes_from_the_home_page_to_a_certificate_that_anyone_can_verify(
    page: Page, browser: Browser, site: str
) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("Browse courses")).click()
    page.get_by_role("link", name=re.compile("Consent, boundaries")).click()
    page.locator("aside").get_by_role("button", name="Buy this course").click()
    page.get_by_role("link", name="Make an account to pay").click()
    sign_up_on_the_way(page)
    buy(page)
    page.get_by_role("link", name=re.compile("Start the first lesson")).click()
    steps.complete_lessons(page, 5)

    fail_and_pass(page)
    serial, pdf = check_certificate(page)
    verify_as_a_stranger(page, serial)
    proving.check_by_file(browser, site, pdf)
    old = proving.name_a_body(page)
    proving.look_at_the_old_one(browser, site, old)
    proving.correct_the_name(page, browser, site)
    proving.gather(page)


def sign_up_on_the_way(page: Page) -> None:
    """The checkout asks for an account; signing up leads back to it."""
    assert "next=/checkout/" in page.url
    steps.sign_up(page, "zoe@example.org")
    assert "/checkout/" in page.url


def buy(page: Page) -> None:
    """Agree to everything, pay with a card that works, and come back."""
    page.fill("input[name=name]", "Zoë Müller-Lüdenscheidt")
    page.locator("input[name=consent]").check()
    page.locator("input[name=terms]").check()
    page.get_by_role("button", name="Pay A$39.00").click()
    page.get_by_label("Card number").fill("4242424242424242")
    page.get_by_role("button", name="Pay A$39.00").click()
    expect(page.get_by_role("heading", name="Paid. You can begin.")).to_be_visible()
    assert page.locator(".basket-link").count() == 0


def fail_and_pass(page: Page) -> None:
    """First every answer wrong, then every answer right."""
    page.get_by_role("button", name=re.compile("Start the quiz")).click()
    steps.answer_quiz(page, key_of(QUIZ), wrongly=True)
    expect(page.get_by_role("heading", name="Not passed yet")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    steps.answer_quiz(page, key_of(QUIZ))
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()


def check_certificate(page: Page) -> tuple[str, Path]:
    """Open the certificate, download its file; return its serial and the file."""
    page.get_by_role("link", name="Get the certificate").click()
    expect(page.locator(".certificate .name")).to_have_text("Zoë Müller-Lüdenscheidt")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Full record")).click()
    pdf = download.value.path()
    assert pdf.read_bytes().startswith(b"%PDF-")
    return page.locator(".certificate .serial").inner_text(), pdf


def verify_as_a_stranger(page: Page, serial: str) -> None:
    """Somebody without an account types the number, sloppily."""
    browser = page.context.browser
    assert browser is not None
    stranger = browser.new_page(base_url=page.url.split("/certificates/")[0])
    stranger.goto("/verify/")
    stranger.get_by_label("Certificate number").fill(serial.lower().replace("-", " "))
    stranger.get_by_role("button", name="Check", exact=True).click()
    expect(stranger.get_by_role("heading", name="Valid")).to_be_visible()
    expect(stranger.locator(".verdict")).to_contain_text("Zoë Müller-Lüdenscheidt")
    stranger.close()


def test_a_therapist_signs_in_with_a_code_and_no_password(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").first.fill("learner@example.org")
    page.get_by_role("button", name="Send me a code").click()

    page.fill("input[name=code]", steps.code_from_mail(page, "sign-in|code"))
    page.locator("form:has(input[name=code]) button[type=submit]").first.click()

    page.wait_for_url(re.compile("/learn/"))


def test_an_answer_given_after_the_session_ended_is_kept(page: Page) -> None:
    steps.log_in(page, "learner@example.org")
    page.goto("/learn/massage-anxiety-brain-gut/quiz/final-quiz/")
    page.get_by_role("button", name=BEGIN).click()
    chosen = page.locator("label.choice").nth(1)
    text = chosen.locator("span").first.inner_text()
    page.context.clear_cookies(name="session")
    chosen.click()

    page.locator("form[data-autosave] .button-main").click()
    steps_after_login(page)

    kept = page.locator("label.choice:has(input:checked)").locator("span").first
    expect(kept).to_have_text(text)


def steps_after_login(page: Page) -> None:
    """Sign in on the page we were sent to, and come back."""
    assert "/accounts/login/" in page.url
    steps.give_password(page, "learner@example.org")
    page.wait_for_url(re.compile("/learn/attempts/"))


def test_two_tabs_and_the_back_button_double_nothing(page: Page) -> None:
    steps.log_in(page, "learner@example.org")
    page.goto("/learn/massage-anxiety-brain-gut/quiz/final-quiz/")
    page.get_by_role("button", name=BEGIN).click()
    first = page.url
    tab = page.context.new_page()
    tab.goto("/learn/massage-anxiety-brain-gut/quiz/final-quiz/")

    tab.get_by_role("button", name=BEGIN).click()

    assert tab.url.split("?")[0] == first.split("?")[0]
