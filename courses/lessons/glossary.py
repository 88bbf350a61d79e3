"""Terms of the glossary in a lesson's texts: the first mention of each leads to its meaning."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from courses.lessons.claims import runs


class Glossary:
    """The terms of one lesson, and which of them its texts have mentioned so far."""

    def __init__(self, blocks: list[dict[str, Any]]) -> None:
        lists = (block["terms"] for block in blocks if block["kind"] == "glossary")
        self.waiting = {term["key"]: _pattern(term) for terms in lists for term in terms}

    def mark(self, html: str) -> str:
        """Return a text in which terms that are met for the first time lead to their meaning."""
        for key in list(self.waiting):
            marked = _mark(html, key, self.waiting[key])
            if marked is not None:
                html = marked
                del self.waiting[key]
        return html


def anchor(key: str) -> str:
    """Return where a term's meaning stands on the page."""
    return f"term-{key}"


def _pattern(term: Mapping[str, Any]) -> re.Pattern[str]:
    """Match the term or another of its forms as whole words, the longest first."""
    forms = sorted(term["forms"], key=len, reverse=True)
    words = "|".join(re.escape(escape(form)) for form in forms)
    return re.compile(rf"(?<![\w&])(?:{words})(?!\w)", re.IGNORECASE)


def _mark(html: str, key: str, pattern: re.Pattern[str]) -> str | None:
    """Wrap the first mention that stands in no link; None where there is none."""
    for start, run, is_link in runs(html):
        found = None if is_link else pattern.search(run)
        if found:
            first, last = start + found.start(), start + found.end()
            link = f'<a class="term" href="#{anchor(key)}">{html[first:last]}</a>'
            return f"{html[:first]}{link}{html[last:]}"
    return None
