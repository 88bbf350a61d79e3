"""axe finds nothing in what is ours on the studio's pages, on a phone in the dark and on a desk by
day; the phone's pages do not scroll sideways."""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import steps
from tests.journeys.axe import violations_in

pytestmark = pytest.mark.browser
LOOKS = ((360, "dark"), (1280, "light"))
FLAGSHIP = "Massage, anxiety"
# Wagtail's own, which we neither write nor style: its menu, the bar above a form with its side
# panels, the list's filters, the editor of rich text, and the blocks of a stream, where a single
# field is named by its block's heading and has no label of its own.
WAGTAIL = (
    ".sidebar",
    ".w-slim-header",
    ".form-side",
    "[data-minimap-container]",
    ".w-filter-button",
    ".Draftail-Editor",
    "[data-streamfield-stream-container]",
)
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
ADMIN = ["/cms/", "/cms/studio/shelf/", "/cms/certificates/archives/"]


def first(page: Page, address: str, selector: str) -> str:
    """Return where the first such link of a page leads."""
    page.goto(address)
    return page.locator(f"main {selector}").first.get_attribute("href") or ""


def own_addresses(page: Page) -> list[str]:
    """Return an author's pages of one course, and of a lesson, a quiz and a reference."""
    page.goto("/cms/snippets/courses/course/")
    row = page.get_by_role("row").filter(has_text=FLAGSHIP)
    contents = row.locator("a[href^='/cms/studio/courses/']").first.get_attribute("href") or ""
    quiz = first(page, contents, "a[href*='/quizzes/quiz/edit/']")
    return [
        *(f"{contents}{tail}" for tail in COURSE),
        first(page, f"{contents}read/", "a[href*='/read/lesson/']"),
        first(page, f"{contents}editions/", "a[href^='/cms/studio/editions/']"),
        f"/cms/studio/quizzes/{quiz.strip('/').split('/')[-1]}/analysis/",
        first(page, "/cms/snippets/lessons/reference/", "a[href*='/reference/edit/']"),
        first(page, contents, "a[href*='/lessons/lesson/edit/']"),
    ]


def faults_of(page: Page, address: str) -> list[str]:
    """Load a page once, and look at it in each width and scheme."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    page.wait_for_load_state("networkidle")
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += violations_in(page, f"{address} {width} {scheme}", beside=WAGTAIL)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{address} {width}: scrolls sideways")
    return found


@pytest.mark.parametrize(
    ("email", "addresses"),
    [
        ("author@example.org", AUTHOR),
        ("reviewer@example.org", REVIEWER),
        ("admin@example.org", ADMIN),
    ],
)
def test_axe_finds_nothing_in_the_studio(
    browser: Browser, site: str, email: str, addresses: list[str]
) -> None:
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    page = context.new_page()
    steps.log_in(page, email)
    if addresses is AUTHOR:
        addresses = [*addresses, *own_addresses(page)]

    found = [fault for address in addresses for fault in faults_of(page, address)]

    context.close()
    assert found == []
