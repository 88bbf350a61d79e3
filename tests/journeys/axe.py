"""What axe finds on a page, at which widths and in which schemes it looks."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")


def faults_of(page: Page, address: str) -> list[str]:
    """Return what axe finds on a page."""
    page.goto(address)
    return faults_here(page, address)


def faults_here(page: Page, address: str) -> list[str]:
    """Return what axe finds on the page that is open, and whether it scrolls sideways."""
    page.wait_for_load_state("networkidle")
    found = violations_in(page, address)
    is_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*found, f"{address}: scrolls sideways"] if is_wide else found


def violations_in(page: Page, address: str, *, beside: tuple[str, ...] = ()) -> list[str]:
    """Return what axe finds on the page that is open, beside what these selectors stand for."""
    context = {"exclude": [[selector] for selector in beside]} if beside else None
    results: dict[str, Any] = Axe().run(page, context=context, options=OPTIONS).response
    return [
        f"{address}: {rule['id']}: {rule['nodes'][0]['html'][:120]}"
        for rule in results["violations"]
    ]
