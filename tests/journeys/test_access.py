"""axe finds nothing on any page, at three widths and in both schemes; nothing scrolls sideways."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import buying, steps
from tests.journeys.axe import faults_here, faults_of

pytestmark = pytest.mark.browser
FLAGSHIP = "massage-anxiety-brain-gut"
VISITOR = [
    "/",
    "/courses/",
    "/courses/?q=nothing-fits",
    f"/courses/{FLAGSHIP}/",
    "/courses/bundles/safe-and-honest-practice/",
    "/checkout/",
    "/terms/",
    "/refunds/",
    f"/courses/{FLAGSHIP}/lessons/anxiety-in-everyday-practice/",
    "/articles/",
    "/articles/massage-anxiety-brain-gut-connection/",
    "/evidence/",
    "/verify/",
    "/verify/offline/",
    "/verify/api/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/login/code/",
    "/demo/mail/",
    "/no-such-page/",
]
LEARNER = [
    "/learn/",
    f"/learn/{FLAGSHIP}/",
    f"/learn/{FLAGSHIP}/lessons/the-wiring/",
    f"/learn/{FLAGSHIP}/lessons/what-the-trials-show/",
    f"/learn/{FLAGSHIP}/lessons/talking-to-clients/",
    f"/learn/{FLAGSHIP}/quiz/final-quiz/",
    "/courses/red-flags-referral/enrol/",
    "/accounts/profile/",
    "/accounts/bodies/",
    "/accounts/bodies/amt/",
    "/certificates/",
    "/certificates/name/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/logout/",
]


def own_addresses(page: Page) -> list[str]:
    """Return the learner's own pages: certificate, result, a running question, the last look."""
    page.goto("/learn/")
    certificate = page.get_by_role("link", name="Certificate", exact=True).first
    address = certificate.get_attribute("href") or ""
    page.goto(address)
    checked = page.locator("main a[href^='/verify/']").first.get_attribute("href")
    own = [address, f"{address}bodies/", checked or ""]
    page.goto("/learn/red-flags-referral/quiz/final-quiz/")
    own.append(page.get_by_role("link", name="Review").first.get_attribute("href") or "")
    page.goto(f"/learn/{FLAGSHIP}/quiz/final-quiz/")
    page.locator("form .button-main").first.click()
    question = urlsplit(page.url).path
    return [*own, question, f"{question}check/"]


def test_axe_finds_nothing_on_the_living_style_page(page: Page) -> None:
    steps.log_in(page, "admin@example.org")

    assert faults_of(page, "/courses/styles/") == []


@pytest.mark.parametrize(("email", "addresses"), [("", VISITOR), ("learner@example.org", LEARNER)])
def test_axe_finds_nothing(browser: Browser, site: str, email: str, addresses: list[str]) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    if email:
        steps.log_in(page, email)
        addresses = [*addresses, *own_addresses(page)]

    found = [fault for address in addresses for fault in faults_of(page, address)]
    if not email:
        buying.choose(page, buying.CONSENT)
        found += faults_here(page, "a visitor's basket")

    context.close()
    assert found == []
