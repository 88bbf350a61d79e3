"""axe finds nothing in what is ours on the studio's pages, on a phone in the dark and on a desk by
day; the phone's pages do not scroll sideways."""

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from tests.journeys import steps
from tests.journeys.axe import studio_faults

pytestmark = pytest.mark.browser
FLAGSHIP = "Massage, anxiety"
REPORTS = (
    "enrolments",
    "completion",
    "time-to-complete",
    "quizzes",
    "evaluations",
    "certificates",
)
AUTHOR = [
    "/cms/",
    "/cms/snippets/courses/course/",
    "/cms/studio/packages/",
    "/cms/snippets/quizzes/question/add/",
    "/cms/studio/reports/",
    *(f"/cms/studio/reports/{name}/" for name in REPORTS),
]
COURSE = [
    "",
    "readiness/",
    "publishing/",
    "editions/",
    "read/",
    "copy/",
    "reports/",
    "evaluations/",
    "questions/import/",
    "questions/export/",
    "compare/?before=1&after=draft",
]
REVIEWER = ["/cms/", "/cms/studio/questions/import/"]
ADMIN = [
    "/cms/",
    "/cms/studio/shelf/",
    "/cms/studio/shelf/bundle/",
    "/cms/certificates/archives/",
    "/cms/certificates/lists/certificate/",
    "/cms/studio/allowances/give/",
    "/cms/support/bulk/",
    "/cms/jobs/",
]
QUESTIONS = b"question,A,B,correct\nWhich way?,Up,Down,A\nAnd this?,Up,,B\n"
FINANCE = ["/cms/sales/review/", "/cms/sales/revenue/", "/cms/sales/lists/order/"]


def first(page: Page, address: str, selector: str) -> str:
    """Return where the first such link of a page leads."""
    page.goto(address)
    return page.locator(f"main {selector}").first.get_attribute("href") or ""


def contents_of(page: Page) -> str:
    """Return where the flagship's outline is."""
    page.goto("/cms/snippets/courses/course/")
    row = page.get_by_role("row").filter(has_text=FLAGSHIP)
    return row.locator("a[href^='/cms/studio/courses/']").first.get_attribute("href") or ""


def own_addresses(page: Page) -> list[str]:
    """Return an author's pages of one course, and of a lesson, a quiz and a reference."""
    contents = contents_of(page)
    quiz = first(page, contents, "a[href*='/quizzes/quiz/edit/']")
    return [
        *(f"{contents}{tail}" for tail in COURSE),
        first(page, f"{contents}read/", "a[href*='/read/lesson/']"),
        first(page, f"{contents}editions/", "a[href^='/cms/studio/editions/']"),
        f"/cms/studio/quizzes/{quiz.strip('/').split('/')[-1]}/analysis/",
        first(page, "/cms/snippets/lessons/reference/", "a[href*='/reference/edit/']"),
        first(page, contents, "a[href*='/lessons/lesson/edit/']"),
        first(page, contents, "a[href*='/courses/module/edit/']"),
        contents.replace("/studio/courses/", "/snippets/courses/course/edit/"),
        quiz,
    ]


@pytest.mark.parametrize(
    ("email", "addresses"),
    [
        ("author@example.org", AUTHOR),
        ("reviewer@example.org", REVIEWER),
        ("admin@example.org", ADMIN),
        ("finance@example.org", FINANCE),
    ],
)
def test_axe_finds_nothing_in_the_studio(
    browser: Browser, site: str, email: str, addresses: list[str]
) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    steps.log_in(page, email)
    if addresses is AUTHOR:
        addresses = [*addresses, *own_addresses(page)]

    found = []
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        found += studio_faults(page, address)

    context.close()
    assert found == []


def test_axe_finds_nothing_on_pages_behind_others(browser: Browser, site: str) -> None:
    page = browser.new_context(base_url=site).new_page()
    steps.log_in(page, "admin@example.org")
    contents = contents_of(page)
    edition = first(page, f"{contents}editions/", "a[href^='/cms/studio/editions/']")
    quiz = first(page, contents, "a[href*='/quizzes/quiz/edit/']")
    assessed = f"/cms/studio/quizzes/{quiz.strip('/').split('/')[-1]}/"
    found = []

    for address in (
        first(page, "/cms/studio/shelf/", "a[href^='/cms/studio/shelf/']:not([href*='bundle'])"),
        first(page, "/cms/sales/lists/order/", "a[href^='/cms/sales/order/']"),
        first(page, f"{contents}read/", "a[href*='/read/quiz/']"),
        first(page, edition, "a[href*='/items/']"),
        f"{edition}roll-back/",
        f"{assessed}corrections/",
        "/cms/assessment/lists/allowance/",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        found += studio_faults(page, address)
    page.goto(f"{contents}questions/import/")
    file = FilePayload(name="q.csv", mimeType="text/csv", buffer=QUESTIONS)
    page.set_input_files("main input[type=file]", file)
    with page.expect_navigation():
        page.locator("main form:has([type=file]) button").last.click()
    found += studio_faults(page, "questions looked at")

    page.context.close()
    assert found == []
