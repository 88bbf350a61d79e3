"""Tying a graded statement's claim to its words: within one run of text, never inside a tag."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from django.template.loader import render_to_string

CLOSERS = ".,;:)”’"
TAG = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^>"'])*>""")
LETTER = re.compile(r"&#?\w+;|.", re.DOTALL)  # one letter of a text, however it is written
LINK = re.compile(r"<(/?)a\b")


def tie(html: str, note: Mapping[str, Any]) -> str | None:
    """Return the text with the note's claim underlined and marked; None where its words do not
    stand in one run of it."""
    place = _find(html, note["claim"])
    if place is None:
        return None
    start, end, is_link = place
    stop = _after(html, end, is_link=is_link)
    opening = f'<span class="claim" id="claim-{note["number"]}">'
    claim = f"{opening}{html[start:end]}</span>"
    return f"{html[:start]}{claim}{html[end:stop]}{mark_html(note)}{html[stop:]}"


def mark_html(note: Mapping[str, Any]) -> str:
    """Return the small evidence mark that stands after a claim and leads to its note."""
    return render_to_string("components/lesson/mark.html", {"note": note}).strip()


def _find(html: str, claim: str) -> tuple[int, int, bool] | None:
    """Return where a claim begins and ends, and whether that is inside a link."""
    for offset, run, is_link in runs(html):
        letters = LETTER.findall(run)
        words = "".join(unescape(letter)[:1] for letter in letters)
        at = words.find(claim) if claim else -1
        if at >= 0:
            start = offset + sum(map(len, letters[:at]))
            return start, start + sum(map(len, letters[at : at + len(claim)])), is_link
    return None


def runs(html: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the runs of text between tags with their offsets; marks of other claims are no text."""
    at, opened = 0, ""
    for tag in [*TAG.finditer(html), None]:
        end = tag.start() if tag else len(html)
        if end > at and 'class="mark' not in opened:
            yield at, html[at:end], bool(opened)
        if tag is None:
            return
        link = LINK.match(tag[0])
        if link:
            opened = "" if link[1] else tag[0]
        at = tag.end()


def _after(html: str, end: int, *, is_link: bool) -> int:
    """Return where the mark goes: after the link around a claim, and after a closing sign."""
    if is_link:
        end = html.index("</a>", end) + len("</a>")
    return end + 1 if html[end : end + 1] and html[end : end + 1] in CLOSERS else end
