"""What axe finds on a page, and in which looks: a page is loaded once and then turned about."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

type Look = tuple[int, Any]  # a width in px, a colour scheme
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
LOOKS: tuple[Look, ...] = ((1280, "dark"), (768, "light"), (320, "dark"))
STUDIO_LOOKS: tuple[Look, ...] = ((360, "dark"), (1280, "light"))
HEIGHT = 900
# Wagtail's own, which we neither write nor style: its menu, its messages, the bar above a form with
# its side panels, the list's filters, the editor of rich text, and the blocks of a stream, where a
# single field is named by its block's heading and has no label of its own. What is found there is
# kept apart (docs/accessibility.md).
WAGTAIL = (
    ".sidebar",
    ".messages",
    ".w-slim-header",
    ".form-side",
    "[data-minimap-container]",
    ".w-filter-button",
    ".Draftail-Editor",
    "[data-streamfield-stream-container]",
)
OURS = ".review-side-panel"  # stands in one of Wagtail's places
IS_THEIRS = """([target, theirs, ours]) => {
  const node = document.querySelector(target);
  return !!node && !node.closest(ours) && theirs.some(place => node.closest(place));
}"""
# Fonts are there, and no colour is on its way to another; what moves for ever is not waited for.
SETTLED = """() => Promise.race([
  document.fonts.ready.then(() =>
    Promise.allSettled(document.getAnimations().map(one => one.finished))),
  new Promise(done => setTimeout(done, 1000)),
]).then(() => true)"""
APART = os.environ.get("AXE_APART")  # a file to which what is found in Wagtail's own is added


def faults_of(
    page: Page, address: str, looks: tuple[Look, ...] = LOOKS, *, beside: tuple[str, ...] = ()
) -> list[str]:
    """Load a page and return what is found in each look."""
    page.goto(address)
    return faults_here(page, address, looks, beside=beside)


def faults_here(
    page: Page, address: str, looks: tuple[Look, ...] = LOOKS, *, beside: tuple[str, ...] = ()
) -> list[str]:
    """Return what axe finds on the open page in each look, and where it scrolls sideways."""
    found = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(SETTLED)
        seen = f"{address} {width} {scheme}"
        found += violations_in(page, seen, beside=beside)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{seen}: scrolls sideways")
    return found


def studio_faults(page: Page, address: str) -> list[str]:
    """Return what axe finds in what is ours on the studio's page that is open, once its scripts
    have built it."""
    page.wait_for_load_state("networkidle")
    return faults_here(page, address, STUDIO_LOOKS, beside=WAGTAIL)


def violations_in(page: Page, address: str, *, beside: tuple[str, ...] = ()) -> list[str]:
    """Return what axe finds on the page that is open, but for what stands in these places."""
    results: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    ours: list[str] = []
    theirs: list[str] = []
    for rule in results["violations"]:
        for node in rule["nodes"]:
            is_theirs = page.evaluate(IS_THEIRS, [node["target"][0], list(beside), OURS])
            said = f"{rule['id']}: {node['html'][:120]}"
            (theirs if is_theirs else ours).append(said)
    if APART and theirs:
        with Path(APART).open("a", encoding="utf-8") as file:
            file.writelines(f"{address}: {said}\n" for said in theirs)
    return [f"{address}: {said}" for said in ours]
