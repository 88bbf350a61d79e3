"""A quiz of every kind, in Chromium: by keyboard, over a lost connection and a reload, to the
review."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look, faults_here

pytestmark = pytest.mark.browser
QUIZ = "/learn/massage-anxiety-brain-gut/quiz/final-quiz/"
LOOKS: tuple[Look, ...] = ((320, "dark"), (1280, "light"))
ANNOUNCED, SAVED = 5_000, 10_000  # milliseconds


def test_a_quiz_of_every_kind_survives_a_lost_connection_and_a_reload(page: Page) -> None:
    steps.log_in(page, "learner@example.org")
    page.goto(QUIZ)
    page.locator("form .button-main").first.click()
    found: list[str] = []
    kinds: set[str] = set()
    matching = ""
    loaded: list[str] = []
    page.on("load", lambda one: loaded.append(one.url))

    while page.locator("form[data-autosave]").count():
        kind = kind_of(page)
        if kind not in kinds:
            kinds.add(kind)
            found += faults_here(page, f"question of kind {kind}", LOOKS)
        answer(page, kind)
        if kind == "matching" and "lost" not in kinds:
            kinds.add("lost")
            matching = number_of(page)
            lose_the_connection(page, page.locator(".pairs select").first)
        if kind == "typed":
            type_and_leave(page)
        with page.expect_navigation():
            page.locator("form[data-autosave] .button-main").press("Enter")
    page.wait_for_load_state("networkidle")  # what waited in the browser has been sent
    assert loaded.count(page.url) == 1, "nothing new was sent, so the page stays as it is"
    found += faults_here(page, "the last look", LOOKS)
    expect(page.get_by_text("Every question has an answer.")).to_be_visible()
    leave_an_answer_unsent(page, matching)
    page.get_by_role("button", name="Submit").press("Enter")
    expect(page.get_by_role("heading", name="What was right, and why")).to_be_visible()
    found += faults_here(page, "the review", LOOKS)

    assert kinds - {"typed"} == {"choice", "matching", "ordering", "case", "lost"}  # typed is drawn
    assert found == []


def kind_of(page: Page) -> str:
    """Tell a question's kind by what it offers."""
    form = page.locator("form[data-autosave]")
    signs = {"case": ".case", "matching": ".pairs", "ordering": "[data-order]", "typed": ".typed"}
    return next((kind for kind, sign in signs.items() if form.locator(sign).count()), "choice")


def answer(page: Page, kind: str) -> None:
    """Answer every part of a question by keyboard, whatever is right."""
    form = page.locator("form[data-autosave]")
    for group in form.locator("fieldset").all():
        if group.locator("label.choice input").count():
            group.locator("label.choice input").first.press("Space")
        for select in group.locator("select").all():
            select.select_option(index=1)
        for field in group.locator(".typed input").all():
            field.fill("12.5")
    if kind == "ordering":
        move_the_first_down(form)


def move_the_first_down(form: Locator) -> None:
    """Move an item by its button; where it stands now is said."""
    first = form.locator("[data-order] li").first
    words = first.locator(".order-text").inner_text()
    first.locator("[data-move=down]").press("Enter")
    expect(form.locator("[data-order] .order-text").nth(1)).to_have_text(words)
    expect(form.locator("[data-order-status]")).to_contain_text("now 2 of")


def lose_the_connection(page: Page, field: Locator) -> None:
    """Choose without a connection, get it back, and find the answer after a reload."""
    status = page.locator("[data-autosave-status]")
    page.context.set_offline(True)
    field.select_option(index=2)
    chosen = field.input_value()
    expect(status).to_contain_text("No connection", timeout=ANNOUNCED)
    page.context.set_offline(False)
    expect(status).to_contain_text("Saved.", timeout=SAVED)
    come_again(page)
    expect(page.locator(".pairs select").first).to_have_value(chosen)


def type_and_leave(page: Page) -> None:
    """Type, wait for no button, and find what was typed."""
    page.locator(".typed input").first.press_sequentially("0")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved.", timeout=SAVED)
    typed = page.locator(".typed input").first.input_value()
    come_again(page)
    expect(page.locator(".typed input").first).to_have_value(typed)


def leave_an_answer_unsent(page: Page, number: str) -> None:
    """Change an answer while none comes through. The last look sends it and is loaded once more to
    show it; whoever comes with nothing new is left in peace."""
    last_look = page.url
    question = last_look.replace("check/", f"?q={number}")
    page.route("**/answer/", lambda route: route.abort())
    page.goto(question, wait_until="networkidle")
    pair = page.locator(".pairs select").first
    pair.select_option(index=1)
    changed = pair.input_value()
    expect(page.locator("[data-autosave-status]")).to_contain_text("No connection", timeout=SAVED)
    page.goto(last_look)
    page.unroute("**/answer/")
    assert loads_of(page, last_look) == [last_look, last_look]
    assert loads_of(page, last_look) == [last_look]
    page.goto(question)
    expect(page.locator(".pairs select").first).to_have_value(changed)
    page.goto(last_look)


def loads_of(page: Page, address: str) -> list[str]:
    """Open a page and return what was loaded until nothing more came."""
    loaded: list[str] = []
    page.on("load", lambda one: loaded.append(one.url))
    page.goto(address, wait_until="networkidle")
    return loaded


def come_again(page: Page) -> None:
    """Open the question's address anew, as another device would."""
    page.goto(re.sub(r"\?.*", "", page.url) + "?q=" + number_of(page))


def number_of(page: Page) -> str:
    """Return which question it is."""
    return page.locator("form[data-autosave] input[name=question]").get_attribute("value") or ""
