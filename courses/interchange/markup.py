"""Markdown in packages, HTML in the studio: there and back without loss for what our texts may
hold."""

import re
import textwrap

from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

from courses.lessons.sanitising import clean_html

WIDTH = 100
_markdown = MarkdownIt("commonmark", {"html": True})
_spaces = re.compile(r"[ \t\r\n]+")
_between_blocks = re.compile(r">\s*\n\s*<(?=/?(?:p|ul|ol|li)\b)")
BULLET = re.compile(r"^(\s*)([-+*](?=\s|$)|[#>=])")
ORDERED = re.compile(r"^(\s*)(\d+)([.)])(?=\s|$)")
LIST_LINE = re.compile(r"(?P<indent>\s*(?:-|\d+\.)\s+)")


class Converter(MarkdownConverter):
    """HTML to the Markdown of packages; sub and sup stay as they are."""

    class Options:
        bullets = "-"
        sub_symbol = "<sub>"
        sup_symbol = "<sup>"
        escape_misc = False
        wrap = False


def to_html(markdown: str) -> str:
    """Return the HTML that the studio keeps."""
    html = clean_html(_markdown.render(markdown.strip()))
    for old, new in (("strong", "b"), ("em", "i")):
        html = html.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    html = html.replace(' rel="noopener"', "")
    return _spaces.sub(" ", _between_blocks.sub("><", html.strip()))


def to_markdown(html: str) -> str:
    """Return wrapped Markdown, the same for the same HTML."""
    text = Converter().convert(html.replace("</p><p", "</p>\n\n<p")).strip()
    blocks = re.split(r"\n\s*\n", text)
    return "\n\n".join(_wrap(block) for block in blocks) + "\n"


def plain(html: str) -> str:
    """Return the words of HTML."""
    return re.sub(r"<[^>]+>", "", html)


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
