"""Takes the pictures in docs/screenshots and docs/pictures from a running demo:
`docs/screenshots.py [ADDRESS]`."""

import io
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
GUIDE = Path(__file__).parent / "pictures"  # of the authoring guide
PASSWORD = "good-hands-good-evidence"  # noqa: S105 the demo's people have a public password
CHROMIUM = Path("/usr/bin/chromium")
LARGEST = 200_000
LARGEST_IN_GUIDE = 120_000
GUIDE_SIZE: ViewportSize = {"width": 1120, "height": 700}
COURSE, TITLE = "massage-anxiety-brain-gut", "Massage, anxiety"


class Shot(NamedTuple):
    """One picture: its name, who looks, and where; `clicks` are the links to follow first,
    `show` is what has to be in sight."""

    name: str
    person: str
    path: str
    clicks: tuple[str, ...] = ()
    show: str = ""


SHOTS = (
    Shot("home", "", "/"),
    Shot("course", "", f"/courses/{COURSE}/"),
    Shot("lesson", "learner@example.org", f"/learn/{COURSE}/lessons/the-wiring/"),
    Shot("certificate", "learner@example.org", "/learn/", ("a[href^='/certificates/']",)),
    Shot("studio-courses", "author@example.org", "/cms/snippets/courses/course/"),
    Shot(
        "studio-contents",
        "author@example.org",
        "/cms/snippets/courses/course/",
        ("a[href*='/studio/courses/']",),
    ),
    Shot(
        "studio-lesson",
        "author@example.org",
        "/cms/snippets/lessons/lesson/",
        ("a[href*='/lessons/lesson/edit/']",),
    ),
)

AUTHOR, REVIEWER = "author@example.org", "reviewer@example.org"
COURSES = "/cms/snippets/courses/course/"
OUTLINE = f"tr:has-text('{TITLE}') a[href^='/cms/studio/courses/']"
GUIDE_SHOTS = (
    Shot("new-course", AUTHOR, f"{COURSES}add/"),
    Shot("outline", AUTHOR, COURSES, (OUTLINE,)),
    Shot("lesson", AUTHOR, COURSES, (OUTLINE, ".builder-title a"), "input[name$='-claim']"),
    Shot("question-kinds", AUTHOR, "/cms/snippets/quizzes/question/add/"),
    Shot("import", AUTHOR, COURSES, (OUTLINE, "a[href$='/questions/import/']")),
    Shot("readiness", AUTHOR, COURSES, (OUTLINE, "a[href$='/readiness/']")),
    Shot("read", REVIEWER, COURSES, (OUTLINE, "a[href$='/read/']", "a[href*='/read/lesson/']")),
    Shot("editions", AUTHOR, COURSES, (OUTLINE, "a[href$='/editions/']")),
    Shot("library-reference", AUTHOR, "/cms/snippets/lessons/reference/add/"),
    Shot("take-a-package", AUTHOR, "/cms/studio/packages/"),
)


def main(address: str) -> None:
    """Take every picture."""
    FOLDER.mkdir(exist_ok=True)
    GUIDE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        contexts = {
            person: signed_in(browser, address, person)
            for person in {shot.person for shot in (*SHOTS, *GUIDE_SHOTS)}
        }
        for shot in SHOTS:
            picture = take(contexts[shot.person].new_page(), address, shot)
            save(FOLDER / f"{shot.name}.png", picture, LARGEST)
        for shot in GUIDE_SHOTS:
            page = contexts[shot.person].new_page()
            page.set_viewport_size(GUIDE_SIZE)
            save(GUIDE / f"{shot.name}.png", take(page, address, shot), LARGEST_IN_GUIDE)
        browser.close()


def signed_in(browser: Browser, address: str, person: str) -> BrowserContext:
    """Return a window of this person, or of a visitor."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    if person:
        page = context.new_page()
        page.goto(f"{address}/accounts/login/?with=password")
        form = page.locator("form:has(input[name=password])")
        form.locator("input[name=login]").fill(person)
        form.locator("input[name=password]").fill(PASSWORD)
        form.locator("button").last.click()
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        page.close()
    return context


def take(page: Page, address: str, shot: Shot) -> bytes:
    """Open the page and return its picture, once its fonts and notes are in place."""
    page.goto(f"{address}{shot.path}")
    for link in shot.clicks:
        page.goto(f"{address}{page.locator(f'main {link}').first.get_attribute('href')}")
    page.wait_for_load_state("networkidle")
    if shot.show:
        page.locator(shot.show).first.evaluate("field => field.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(400)
    return page.screenshot()


def save(path: Path, picture: bytes, largest: int) -> None:
    """Write the picture with as many colours as its size allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        buffer = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(buffer, "png", optimize=True)
        if buffer.tell() <= largest:
            break
    path.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000")
