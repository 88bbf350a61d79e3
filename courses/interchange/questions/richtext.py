"""The texts of a question, whatever they were written in, as rich text; with what was lost on the
way."""

import re
from collections.abc import Callable
from html import escape, unescape

from markdown_it import MarkdownIt

from courses.interchange.questions.form import Image, Unkept
from courses.interchange.questions.fragments import SPACE, UNPRINTABLE, Picture, spell
from courses.interchange.questions.images import from_base64, name_of
from courses.interchange.questions.limits import MOST_MARKUP, MOST_TEXT

DATA_IMAGE = re.compile(r"data:image/[a-z+.-]{1,20};base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)
MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|a|div|span|strong|em|sub|sup|ul|ol|li|img|code|pre|h[1-6]|table|tr|td|th|"
    r"script|style|iframe|object|embed|svg|video|audio|form|input|font|blockquote|hr|math|details)"
    r"(?=[\s/>])[^<>]*>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});|<!--",
    re.IGNORECASE,
)
LOST = {
    "a script": re.compile(r"<script\b|\bon[a-z]+\s*=\s*[\"']?[^<>]*>|javascript:", re.IGNORECASE),
    "a video or sound": re.compile(r"<(?:video|audio|source)\b|\.mp3\"|\.mp4\"", re.IGNORECASE),
    "an embedded page": re.compile(r"<(?:iframe|object|embed)\b", re.IGNORECASE),
    "a drawing (SVG)": re.compile(r"<svg\b", re.IGNORECASE),
    "a form": re.compile(r"<(?:form|input|select|textarea|button)\b", re.IGNORECASE),
    "a table (its cells are in rows now)": re.compile(r"<table\b", re.IGNORECASE),
}
MARKDOWN_SIGN = re.compile(r"[\[\]*_`>]")
MOST_MARKDOWN = 400
TAG = re.compile(r"<[^<>]*>")
PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')
BLOCK_END = re.compile(r"<br>|</p>|</li>|<[uo]l>")
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 20})
Find = Callable[[str], bytes]


def _nothing(_: str) -> bytes:
    return b""


class Texts:
    """Reads the texts of one question; collects its images and notes. find returns the content of
    a picture by its address in the file, or nothing."""

    def __init__(self, find: Find = _nothing) -> None:
        self.find = find
        self.images: dict[str, Image] = {}
        self.notes: list[str] = []

    def note(self, words: str) -> None:
        """Say once what was not kept."""
        if words not in self.notes:
            self.notes.append(words)

    def html(self, source: str) -> str:
        """Return rich text from HTML. Raises Unkept."""
        if "<" not in source and "&" not in source:
            _check(source)
            return _words(source)
        embedded: list[bytes] = []

        def put_aside(match: re.Match[str]) -> str:
            embedded.append(from_base64(match[1]))
            return f"embedded-{len(embedded)}"

        short = DATA_IMAGE.sub(put_aside, source)
        _check(short)
        self._say_lost(short)
        return _settle(short, lambda src, alt: self._picture(src, alt, embedded))

    def plain(self, source: str) -> str:
        """Return rich text from plain text; an empty line starts a paragraph. Raises Unkept."""
        _check(source)
        blocks = [_lines(block) for block in BLANK_LINES.split(source.strip())]
        kept = [block for block in blocks if block]
        return kept[0] if len(kept) == 1 else "".join(f"<p>{block}</p>" for block in kept)

    def auto(self, source: str) -> str:
        """Return rich text from Moodle's automatic format: plain, unless HTML shows. Raises
        Unkept."""
        if not MARKUP.search(source):
            return self.plain(source)
        blocks = BLANK_LINES.split(source.strip())
        return self.html("".join(f"<p>{block.replace(chr(10), '<br>')}</p>" for block in blocks))

    def markdown(self, source: str) -> str:
        """Return rich text from Markdown. Raises Unkept."""
        _check(source)
        if len(MARKDOWN_SIGN.findall(source)) > MOST_MARKDOWN:
            raise Unkept("A text has too many Markdown signs: write it as plain text or HTML.")
        return self.html(_markdown.render(source.strip()))

    def line(self, source: str, limit: int) -> str:
        """Return one line of plain text. Raises Unkept if it is longer than the limit."""
        return one_line(source, limit)

    def _say_lost(self, source: str) -> None:
        for what, sign in LOST.items():
            if sign.search(source):
                self.note(f"Left out: {what}.")

    def _picture(self, src: str, alt: str, embedded: list[bytes]) -> str:
        number = src.removeprefix("embedded-")
        if src != number and number.isdecimal() and 0 < int(number) <= len(embedded):
            content = embedded[int(number) - 1]
        else:
            content = self.images[src].content if src in self.images else self.find(src)
        name = name_of(content)
        if not name:
            shown = src[:60].removeprefix("@@PLUGINFILE@@/")
            self.note(f"Left out: the picture “{shown}” is not in the file, or not one we take.")
            return ""
        self.images.setdefault(name, Image(name, content, alt))
        return name


def one_line(source: str, limit: int) -> str:
    """Return one line of plain text. Raises Unkept if it is longer than the limit."""
    line = SPACE.sub(" ", UNPRINTABLE.sub("", source)).strip()
    if len(line) > limit:
        raise Unkept(f"“{line[:40]}…” has {len(line)} characters; at most {limit} fit.")
    return line


def bare(rich: str) -> str:
    """Return rich text as plain words on one line; a picture counts by its alt text."""
    named = PICTURE.sub(r"\2", rich)
    return " ".join(unescape(TAG.sub("", BLOCK_END.sub(" ", named))).split())


def without_images(rich: str) -> str:
    """Return rich text with the alt text of each picture in its place."""
    return PICTURE.sub(lambda match: f"[{match[2]}]" if match[2] else "", rich)


def _settle(html: str, picture: Picture) -> str:
    """Return HTML spelt until it stays the same: broken HTML may need a second look."""
    for _ in range(4):
        spelt = spell(html, picture)
        if spelt == html:
            break
        html = spelt
    return html


def _check(source: str) -> None:
    if len(source) > MOST_TEXT:
        raise Unkept(f"A text has {len(source)} characters; at most {MOST_TEXT} fit.")
    if source.count("<") + source.count("&") > MOST_MARKUP:
        raise Unkept(f"A text has more than {MOST_MARKUP} tags: paste it as plain text.")


def _lines(block: str) -> str:
    lines = (_words(line) for line in block.split("\n"))
    return "<br>".join(line for line in lines if line)


def _words(source: str) -> str:
    words = SPACE.sub(" ", UNPRINTABLE.sub("", source)).lstrip(" ").rstrip(" \u00a0")
    return escape(words, quote=False).replace("\u00a0", "&nbsp;")
