"""An author puts modules and lessons into order, by mouse and with the keyboard alone; renames,
copies, moves and leaves out."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps, studio

pytestmark = pytest.mark.browser


def titles(page: Page, selector: str) -> list[str]:
    """Return the titles that stand below each other."""
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def drag(page: Page, grip: Locator, to: Locator) -> None:
    """Drag by a grip to just above the middle of something, as a hand does, and let go."""
    grip.scroll_into_view_if_needed()
    grip.hover()
    page.mouse.down()
    box = to.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    page.mouse.move(x, y + 2, steps=5)
    page.mouse.move(x, y, steps=2)
    with page.expect_navigation():
        page.mouse.up()


def more(page: Page, title: str) -> Locator:
    """Open what else can be done with a part."""
    page.get_by_label(f"More for “{title}”").click()
    return page.locator("details.builder-more[open]")


def test_an_outline_is_put_into_order_by_mouse_and_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 2600})
    steps.log_in(page, "author@example.org")
    studio.open_course(page, "Consent, boundaries")
    expect(page.locator("[data-builder-row]").first).to_be_visible()
    rows, sections = "[data-builder-row] .builder-title a", "[data-builder-section] h2"
    lessons, modules = titles(page, rows), titles(page, sections)

    row = page.locator("[data-builder-row]")
    drag(page, row.nth(1).locator(".builder-grip"), row.nth(0))
    expect(page.locator(rows).first).to_have_text(lessons[1])
    down = page.get_by_role("button", name=f"Move “{lessons[1]}” down")
    down.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(rows)).to_have_text(lessons)
    expect(down).to_be_focused()

    section = page.locator("[data-builder-section]")
    drag(page, section.nth(1).locator(".builder-grip").first, section.nth(0))
    expect(page.locator(sections).first).to_have_text(modules[1])
    page.get_by_role("button", name=f"Move “{modules[1]}” down").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(sections)).to_have_text(modules)


def test_a_part_is_renamed_copied_moved_and_left_out(page: Page) -> None:
    steps.log_in(page, "author@example.org")
    studio.open_course(page, "Consent, boundaries")

    box = more(page, "Consent that counts")
    box.get_by_label("Title").fill("Consent, said aloud")
    box.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("link", name="Consent, said aloud", exact=True)).to_be_visible()
    more(page, "Consent, said aloud").get_by_role("button", name="Duplicate").click()
    expect(page.locator(".messages .success")).to_contain_text("is a new part of the draft")
    copy = page.locator("[data-builder-row]", has_text="new").locator(".builder-title a").first
    title = copy.inner_text()
    box = more(page, title)
    box.get_by_label("Module").select_option(index=1)
    box.get_by_role("button", name="Move to its end").click()
    last = page.locator("[data-builder-module]").nth(1).locator(".builder-title a").last
    expect(last).to_have_text(title)
    more(page, title).get_by_role("button", name="Leave out").click()
    folded = page.locator(".builder-left-out", has_text="1 left-out part")
    expect(folded.get_by_role("link", name=title)).not_to_be_visible()
    folded.locator("summary").click()
    folded.get_by_role("button", name="Take in again").click()
    expect(page.locator("[data-builder-row]", has_text=title)).to_be_visible()


def test_a_parts_panel_closes_with_escape_and_with_a_press_elsewhere(page: Page) -> None:
    steps.log_in(page, "author@example.org")
    studio.open_course(page, "Consent, boundaries")
    title = page.locator("[data-builder-row] .builder-title a").first.inner_text()

    box = more(page, title)
    box.get_by_label("Title").focus()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(page.get_by_label(f"More for “{title}”")).to_be_focused()
    expect(more(page, title)).to_have_count(1)
    page.locator(".w-header__title").click()
    expect(box).to_have_count(0)
