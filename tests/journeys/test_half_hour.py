"""A course of two modules from nothing to a certificate, and on to its second and third edition."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import desk, steps, studio

pytestmark = pytest.mark.browser
TITLE, SLUG = "Pressure that suits", "pressure-that-suits"
FIRST, SECOND, QUIZ = "How hard is hard", "Asking as you go", "What you remember"
CLAIM = "Pain is a poor guide to depth"
KEY = {
    "How often is the client asked about pressure": "More than once",
    "What does a held breath suggest": "Too much pressure",
    "Who decides how deep is deep enough": "The client",
    "What is offered before the first stroke": "A scale to answer with",
    "What follows a flinch": "Less pressure",
    "Where is pressure written down": "In the notes",
    "When is a change of pressure announced": "Before it is made",
    "What does silence mean": "Nothing certain",
    "Which word ends a stroke at once": "Stop",
    "What is a bruise the next day": "A reason to ask",
}
GIFT = "\n\n".join(
    f"{stem}? {{={right} ~Something else ~Nobody knows}}" for stem, right in KEY.items()
)
RIGHT = {f"{stem}?": {right} for stem, right in KEY.items()}


def test_a_course_is_made_reviewed_studied_and_changed(browser: Browser, site: str) -> None:
    author = desk.member_of_staff(browser, site, "author@example.org")
    reviewer = desk.member_of_staff(browser, site, "reviewer@example.org")
    begin_the_course(author)
    write_the_lessons(author)
    import_the_questions(author)
    make_the_quiz(author)
    mend_what_the_list_finds(author)
    preview(author)
    count_clicks(author)
    studio.submit(author, TITLE, "All of it is new.")
    comment(reviewer)
    answer_and_resolve(author)
    publish(reviewer, "First edition.", "Material")
    put_on_the_shelf(browser, site)

    alex = desk.member_of_staff(browser, site, "learner@example.org")
    enrol(alex)
    steps.complete_lessons(alex, 1)
    zoe = newcomer(browser, site)
    finish(zoe)

    change(author, SECOND, "Ask again after five minutes.")
    studio.submit(author, TITLE, "When to ask again.")
    publish(reviewer, "It says when to ask again.", "Material")
    expect_the_offer(alex)
    expect_all_kept(zoe)

    change(author, SECOND, "Then note it.")
    studio.submit(author, TITLE, "A sentence.")
    publish(reviewer, "One sentence more.", "Minor")
    expect_moved_silently(alex)


def begin_the_course(page: Page) -> None:
    """Fill in the course's form, and name its parts in the outline."""
    page.goto("/cms/snippets/courses/course/add/")
    page.fill("[name=title]", TITLE)
    page.fill("[name=slug]", SLUG)
    page.fill("[name=summary]", "How to find the pressure that suits, by asking.")
    page.fill("[name=outcomes]", "Agree on a pressure with each client, in words.")
    page.fill("[name=minutes_basis]", "Reading at 100 words a minute.")
    studio.choose(page, page.get_by_role("button", name="Choose topic"), "")
    studio.choose(page, page.get_by_role("button", name="Choose author"), "Editorial team")
    studio.save(page)
    for title in ("Pressure", "Words"):
        page.get_by_label("Title of a new module").fill(title)
        page.get_by_role("button", name="Add module").click()
    expect(page.get_by_text("Nothing in this module yet.")).to_have_count(2)


def add_part(page: Page, module: str, title: str, kind: str) -> None:
    """Add a lesson or quiz to a module; its form opens."""
    page.get_by_label(f"Title of a new lesson or quiz in {module}").fill(title)
    page.locator("form", has=page.get_by_label(f"quiz in {module}")).get_by_role(
        "button", name=f"Add {kind}"
    ).click()
    expect(page.locator("[name=title]")).to_have_value(title)


def back_to_the_outline(page: Page) -> None:
    """From a part's form."""
    page.get_by_role("link", name="Contents and publishing").first.click()


def write_the_lessons(page: Page) -> None:
    """The first with a graded statement, the second still without its minutes."""
    add_part(page, "Pressure", FIRST, "lesson")
    studio.add_block(page, "Heading").locator("input[type=text]").fill("What hands cannot tell")
    studio.write(studio.add_block(page, "Text"), f"{CLAIM}. Ask instead.")
    note = studio.add_block(page, "Evidence note")
    note.get_by_label("Claim").fill(CLAIM)
    note.get_by_label("Grade").select_option(label="Supported")
    note.get_by_label("Rests on").select_option(index=1)
    studio.choose(page, note.get_by_role("button", name="Choose reference"), "")
    studio.add_block(page, "Reference list")
    page.fill("[name=reading_minutes]", "15")
    studio.save(page)
    back_to_the_outline(page)
    add_part(page, "Words", SECOND, "lesson")
    studio.write(studio.add_block(page, "Text"), "Ask before, ask during, ask after.")
    studio.save(page)
    back_to_the_outline(page)


def import_the_questions(page: Page) -> None:
    """Ten from a file, seen before they go in."""
    page.get_by_role("link", name="Import questions").click()
    page.get_by_label("File").set_input_files(
        {"name": "pressure.gift", "mimeType": "text/plain", "buffer": GIFT.encode()}
    )
    page.get_by_role("button", name="Look into the file").click()
    expect(page.get_by_text("10 questions were read as GIFT.")).to_be_visible()
    expect(page.get_by_text("10 of 10 chosen")).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("10 questions are in the bank now.")).to_be_visible()


def make_the_quiz(page: Page) -> None:
    """All ten drawn from the bank, in an order of their own."""
    studio.open_course(page, TITLE)
    add_part(page, "Words", QUIZ, "quiz")
    studio.add_block(page, "Draw from the bank").get_by_label("How many").fill("10")
    studio.save(page)
    back_to_the_outline(page)


def mend_what_the_list_finds(page: Page) -> None:
    """The second lesson has no minutes; the list leads to its form."""
    studio.open_tab(page, "Readiness")
    missing = page.get_by_role("link", name=f"The lesson “{SECOND}” has no minutes.")
    missing.click()
    page.fill("[name=reading_minutes]", "10")
    studio.save(page)
    back_to_the_outline(page)
    studio.open_tab(page, "Readiness")
    expect(page.get_by_text("The draft can be published.")).to_be_visible()
    expect(missing).to_have_count(0)


def preview(page: Page) -> None:
    """The first lesson, as learners will see it."""
    studio.open_tab(page, "Contents")
    page.get_by_role("link", name=FIRST).click()
    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    frame = page.frame_locator("iframe[title=Preview]").last
    expect(frame.locator("article.lesson h1")).to_have_text(FIRST, timeout=15_000)
    back_to_the_outline(page)


def count_clicks(page: Page) -> None:
    """From the outline to the form of every kind of part: two clicks at most."""
    outline = page.url
    nav = page.get_by_role("navigation", name="This course")
    ways = {
        "lesson": [page.locator("main").get_by_role("link", name=SECOND)],
        "quiz": [page.locator("main").get_by_role("link", name=QUIZ)],
        "module": [
            page.get_by_label("More for “Words”"),
            page.locator(".builder-panel:visible").get_by_role("link", name="Edit"),
        ],
        "course": [nav.get_by_role("link", name="Details")],
        "question": [
            nav.get_by_role("link", name="Question bank"),
            page.locator("main table tbody a").first,
        ],
    }
    for kind, clicks in ways.items():
        page.goto(outline)
        for click in clicks:
            click.click()
        expect(page).to_have_url(re.compile(f"/{kind}/edit/"))
        assert len(clicks) <= 2


def comment(page: Page) -> None:
    """The reviewer asks something beside the block that it is about."""
    studio.open_course(page, TITLE)
    studio.open_tab(page, "Review and publishing")
    expect(page.get_by_text("All of it is new.")).to_be_visible()
    page.get_by_role("link", name="Read and comment on the draft").click()
    page.get_by_role("link", name=FIRST).first.click()
    page.get_by_text("Comment on this block").nth(1).click()
    page.get_by_label("Your comment").locator("visible=true").fill("A poor guide for everybody?")
    page.get_by_role("button", name="Comment", exact=True).locator("visible=true").click()
    expect(page.locator(".thread-text")).to_have_text("A poor guide for everybody?")


def answer_and_resolve(page: Page) -> None:
    """The author finds it in the outline, answers and resolves it."""
    studio.open_course(page, TITLE)
    page.get_by_role("link", name="1 open comment").click()
    thread = page.get_by_role("article", name="Comment")
    thread.get_by_text("Answer", exact=True).first.click()
    thread.get_by_label("Your answer").fill("So the review says.")
    thread.get_by_role("button", name="Answer").click()
    expect(thread.get_by_text("So the review says.")).to_be_visible()
    thread.get_by_role("button", name="Resolve").click()
    expect(thread.get_by_text(re.compile("^Resolved by Robin"))).to_be_visible()


def publish(page: Page, note: str, change: str) -> None:
    """The reviewer approves what the author submitted, and publishes it."""
    studio.open_course(page, TITLE)
    studio.open_tab(page, "Review and publishing")
    studio.approve_and_publish(page, note, change)


def put_on_the_shelf(browser: Browser, site: str) -> None:
    """An admin gives it away."""
    page = desk.member_of_staff(browser, site, "admin@example.org")
    page.goto("/cms/studio/shelf/")
    page.get_by_role("listitem").filter(has_text=TITLE).get_by_role(
        "button", name="Put it on the shelf"
    ).click()
    page.locator("[name=is_free]").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This course is free.")).to_be_visible()
    page.context.close()


def enrol(page: Page) -> None:
    """From the catalogue into the first lesson."""
    page.goto("/courses/")
    page.get_by_role("link", name=TITLE).first.click()
    page.locator("aside").get_by_role("link", name=re.compile("Enrol")).click()
    confirm_the_name(page)


def confirm_the_name(page: Page) -> None:
    """The name that certificates print is asked for once."""
    field = page.locator("[name=certificate_name]")
    if not field.input_value():
        field.fill("Zoë Half-Hour")
    page.get_by_role("button", name="Enrol and start").click()
    page.get_by_role("link", name=re.compile("^Start")).click()
    expect(page.locator("article.lesson")).to_be_visible()


def newcomer(browser: Browser, site: str) -> Page:
    """Somebody who makes an account on the way."""
    page = browser.new_context(base_url=site, locale="en-AU").new_page()
    page.goto(f"/courses/{SLUG}/enrol/")
    page.locator("main a[href*='/accounts/signup/']").first.click()
    steps.sign_up(page, f"zoe.{SLUG}@example.org")
    confirm_the_name(page)
    return page


def finish(page: Page) -> None:
    """Both lessons, the quiz, the certificate."""
    steps.complete_lessons(page, 2)
    page.get_by_role("button", name=re.compile("Start the quiz")).click()
    steps.answer_quiz(page, RIGHT)
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()
    page.get_by_role("link", name="Get the certificate").click()
    expect(page.locator(".certificate .name")).to_have_text("Zoë Half-Hour")


def change(page: Page, title: str, words: str) -> None:
    """The author adds a sentence to a lesson."""
    studio.open_course(page, TITLE)
    page.get_by_role("link", name=title).click()
    studio.write(studio.add_block(page, "Text"), words)
    studio.save(page)


def expect_the_offer(page: Page) -> None:
    """Alex is offered the new edition, takes it and keeps the unchanged lesson."""
    page.goto(f"/learn/{SLUG}/")
    offer = page.get_by_text("Edition 2 is out: It says when to ask again.")
    expect(offer).to_be_visible()
    page.get_by_role("button", name="Study the new edition").click()
    expect(offer).to_have_count(0)
    page.goto(f"/learn/{SLUG}/")
    expect(page.get_by_label("Progress")).to_contain_text("1 of 3")
    expect(edition_of(page)).to_have_text("2")
    expect(page.locator(".step-list a", has_text=FIRST).get_by_label("Complete:")).to_be_visible()


def expect_all_kept(page: Page) -> None:
    """Zoë keeps completion and certificate, and reads what changed."""
    page.goto(f"/learn/{SLUG}/")
    told = page.get_by_role("region", name="Changed since edition 1, which you completed")
    expect(told).to_contain_text("It says when to ask again.")
    expect(told).to_contain_text("Your completion and your certificate stay as they are.")
    expect(edition_of(page)).to_have_text("1")
    page.get_by_role("link", name="Get the certificate").click()
    expect(page.locator(".certificate .name")).to_have_text("Zoë Half-Hour")


def expect_moved_silently(page: Page) -> None:
    """Alex studies the third edition and was asked nothing."""
    page.goto(f"/learn/{SLUG}/")
    expect(edition_of(page)).to_have_text("3")
    expect(page.get_by_role("button", name="Study the new edition")).to_have_count(0)
    page.get_by_role("link", name=SECOND).last.click()
    expect(page.get_by_text("Then note it.")).to_be_visible()


def edition_of(page: Page) -> Locator:
    """Which edition the learner's page of the course shows."""
    return page.locator("dt:text-is('Edition') + dd")
