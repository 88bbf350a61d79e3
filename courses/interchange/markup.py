"""Markdown in packages, HTML in the studio: there and back without loss for what our texts may
hold."""

import re
import textwrap
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

from courses.interchange.emphasis import holds_stars
from courses.lessons.sanitising import clean_html

WIDTH = 100
_markdown = MarkdownIt("commonmark", {"html": True})
_spaces = re.compile(r"[ \t\r\n]+")
_between_blocks = re.compile(r"\s*\n\s*(?=</?(?:p|ul|ol|li)\b)")
Convert = Callable[[Any, str, set[str]], str]
LISTS = {"p", "ul", "ol"}
SIGNS = re.compile(r"[\\`*_\[]|<(?=[A-Za-z/!?])|&(?=#?\w+;)")  # what Markdown would read as its own
BULLET = re.compile(r"^(\s*)([-+*](?=\s|$)|-(?=[- ]*$)|[#>=~])")
ORDERED = re.compile(r"^(\s*)(\d+)([.)])(?=\s|$)")
LIST_LINE = re.compile(r"(?P<indent>\s*(?:-|\d+\.)\s+)")


class Converter(MarkdownConverter):
    """HTML to the Markdown of packages; sub, sup and br stay as they are, as does emphasis that
    Markdown would read otherwise, and words that look like Markdown are escaped. A space stays on
    its side of a tag."""

    class Options:
        bullets = "-"
        wrap = False

    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped = SIGNS.sub(r"\\\g<0>", text)
        return escaped.replace("]", "\\]") if "a" in parent_tags else escaped

    def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
        convert: Convert = super().convert_p  # type: ignore[misc] # untyped
        return convert(el, _guard(text.strip()), parent_tags)

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        first = next(el.children, None)
        words = text if getattr(first, "name", None) in LISTS else _guard(text.strip())
        convert: Convert = super().convert_li  # type: ignore[misc] # untyped
        return convert(el, words, parent_tags)

    def convert_b(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"**{text}**" if holds_stars(el, text) else f"<b>{text}</b>"

    def convert_i(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"*{text}*" if holds_stars(el, text) else f"<i>{text}</i>"

    convert_strong, convert_em = convert_b, convert_i

    def convert_sub(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"<sub>{text}</sub>"

    def convert_sup(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"<sup>{text}</sup>"

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        convert: Convert = super().convert_a  # type: ignore[misc] # untyped
        words = text.strip()
        return convert(el, words, parent_tags).replace(f"[{words}]", f"[{text}]", 1)

    def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return "<br>"


def to_html(markdown: str) -> str:
    """Return the HTML that the studio keeps."""
    return html_of(markdown, clean_html)


def html_of(markdown: str, clean: Callable[[str], str]) -> str:
    """Return HTML as the studio spells it, of what clean lets through."""
    html = clean(_markdown.render(markdown.strip()))
    for old, new in (("strong", "b"), ("em", "i")):
        html = html.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    html = html.replace(' rel="noopener"', "")
    return _spaces.sub(" ", _between_blocks.sub("", html.strip()))


def to_markdown(html: str) -> str:
    """Return wrapped Markdown, the same for the same HTML."""
    return wrapped(Converter(), html)


def wrapped(converter: Converter, html: str) -> str:
    """Return what a converter makes of HTML, in lines."""
    text = converter.convert(html.replace("</p><p", "</p>\n\n<p")).strip()
    blocks = re.split(r"\n\s*\n", text)
    return "\n\n".join(_wrap(block) for block in blocks) + "\n"


def _wrap(block: str) -> str:
    return "\n".join(_wrap_line(line) for line in block.splitlines() if line.strip())


def _wrap_line(line: str) -> str:
    match = LIST_LINE.match(line)
    indent = match["indent"] if match else ""
    filled = textwrap.wrap(
        line.strip() if not match else line[len(indent) :],
        WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join([*filled[:1], *(_guard(part) for part in filled[1:])])


def _guard(line: str) -> str:
    """Keep a wrapped line from starting a list, a heading or a quotation."""
    return ORDERED.sub(r"\1\2\\\3", BULLET.sub(r"\1\\\2", line))
