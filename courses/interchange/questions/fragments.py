"""One spelling for a fragment of HTML: paragraphs, lists, emphasis, code, safe links and the file's
own pictures; everything else becomes words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import override

import nh3

PARTS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "hr", "table",
    "section", "article", "figure", "figcaption", "dl", "dt", "dd", "caption", "address", "center",
}  # fmt: skip
INLINE = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "sub": "sub", "sup": "sup",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code",
}  # fmt: skip
LISTS = {"ul", "ol"}
WIDE = PARTS | set(INLINE) | LISTS | {"li", "br", "a", "img", "td", "th"}
UNHEARD = {"script", "style", "iframe", "object", "embed", "svg", "template", "noscript", "title"}
KEPT = {"p", "br", "strong", "em", "sub", "sup", "ul", "ol", "li", "code", "a", "img"}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
SCHEMES = {"http", "https", "mailto"}
SPACE = re.compile(r"[ \t\r\n\f]+")
EDGE = re.compile("\\A(?: |<br>)+|(?: |\u00a0|<br>)+\\Z")
AROUND_BREAK = re.compile(r" *<br> *")
HOLLOW = re.compile(r"<(strong|em|sub|sup|code|a)(?: href=\"[^\"]*\")?>((?: |<br>)*)</\1>")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
DEEPEST = 8  # lists within lists, and emphasis within emphasis
Picture = Callable[[str, str], str]  # src and alt to the name kept, or nothing


def spell(html: str, picture: Picture) -> str:
    """Return HTML in our one spelling. Scripts and styles go with their content."""
    wide = nh3.clean(
        UNPRINTABLE.sub("", html),
        tags=WIDE,
        clean_content_tags=UNHEARD,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    speller = _Speller(picture)
    speller.feed(wide)
    speller.close()
    return nh3.clean(
        speller.spelt(), tags=KEPT, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )


@dataclass
class _List:
    """A list being spelt."""

    tag: str
    items: list[str] = field(default_factory=list)
    item: str = ""

    def end_item(self) -> None:
        if self.item:
            self.items.append(f"<li>{self.item}</li>")
        self.item = ""

    def spelt(self) -> str:
        return f"<{self.tag}>{''.join(self.items)}</{self.tag}>" if self.items else ""


class _Speller(HTMLParser):
    """Reads what nh3 wrote, which is balanced, and writes it in our spelling."""

    def __init__(self, picture: Picture) -> None:
        super().__init__(convert_charrefs=True)
        self.picture = picture
        self.blocks: list[str] = []
        self.lists: list[_List] = []
        self.run: list[str] = []
        self.open: list[tuple[str, str]] = []  # the name and spelling of inline tags still open
        self.is_kept_as_typed = False
        self.deeper = 0  # lists within lists that are no longer shown as lists

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in INLINE:
            self._enter(tag, f"<{INLINE[tag]}>")
        elif tag == "a" and given.get("href"):
            self._enter(tag, f'<a href="{escape(given["href"])}">')
        elif tag == "br":
            self.run.append("<br>")
        elif tag == "img":
            self._show(given)
        elif tag in {"td", "th"} and self._has_words():
            self.run.append(" | ")
        else:
            self._start_block(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS:
            if self.deeper:
                self.deeper -= 1
            else:
                self._end_list()
        elif tag == "li" and self.lists:
            self._end_item()
        elif tag in PARTS or tag == "li":
            self._break()
            self.is_kept_as_typed = False
        elif self.open and self.open[-1][0] == tag and self.open.pop()[1]:
            self.run.append(f"</{INLINE.get(tag, tag)}>")

    @override
    def handle_data(self, data: str) -> None:
        words = escape(data, quote=False)
        if self.is_kept_as_typed:
            spaced = words.replace("\t", "    ").replace("  ", "\u00a0 ")
            self.run.append(spaced.strip("\n").replace("\n", "<br>"))
        else:
            self.run.append(SPACE.sub(" ", words))

    def spelt(self) -> str:
        while self.lists:
            self._end_list()
        last = self._flush()
        if not self.blocks:
            return last
        if last:
            self.blocks.append(f"<p>{last}</p>")
        is_one = len(self.blocks) == 1 and self.blocks[0].startswith("<p>")
        return self.blocks[0][3:-4] if is_one else "".join(self.blocks)

    def _enter(self, tag: str, spelling: str) -> None:
        is_shown = len(self.open) < DEEPEST and not any(tag == name for name, _ in self.open)
        self.open.append((tag, spelling if is_shown else ""))
        if is_shown:
            self.run.append(spelling)

    def _show(self, given: dict[str, str]) -> None:
        alt = SPACE.sub(" ", given.get("alt", "")).strip()
        name = self.picture(given.get("src", ""), alt)
        if name:
            self.run.append(f'<img src="{escape(name)}" alt="{escape(alt)}">')
        elif alt:
            self.run.append(f"[{escape(alt, quote=False)}]")

    def _start_block(self, tag: str) -> None:
        if tag == "pre":
            self._break()
            self.is_kept_as_typed = True
        elif tag in LISTS and len(self.lists) >= DEEPEST:
            self.deeper += 1
            self._break()
        elif tag in LISTS:
            self._keep_run()
            self.lists.append(_List(tag))
        elif tag == "li" and self.lists:
            self._end_item()
        elif tag in PARTS or tag == "li":
            self._break()

    def _break(self) -> None:
        if not self.lists:
            self._keep_run()
        elif self._has_words():
            self.run.append("<br>")

    def _has_words(self) -> bool:
        return any(piece.strip() and not piece.startswith(("<strong", "<em", "<su", "<code", "<a "))
                   for piece in self.run)  # fmt: skip

    def _keep_run(self) -> None:
        words = self._flush()
        if words and self.lists:
            self.lists[-1].item += words
        elif words:
            self.blocks.append(f"<p>{words}</p>")

    def _end_item(self) -> None:
        self.lists[-1].item += self._flush()
        self.lists[-1].end_item()

    def _end_list(self) -> None:
        if not self.lists:
            return
        self._end_item()
        spelt = self.lists.pop().spelt()
        if self.lists:
            self.lists[-1].item += spelt
        elif spelt:
            self.blocks.append(spelt)

    def _flush(self) -> str:
        shown = [(tag, spelling) for tag, spelling in self.open if spelling]
        closing = [f"</{INLINE.get(tag, tag)}>" for tag, _ in reversed(shown)]
        html = "".join([*self.run, *closing])
        self.run = [spelling for _, spelling in shown]
        return _trim(html)


def _trim(html: str) -> str:
    """Return inline HTML without empty tags, and without breaks or spaces at its edges."""
    for _ in range(10):
        shorter = AROUND_BREAK.sub("<br>", SPACE.sub(" ", HOLLOW.sub(r"\2", html)))
        if shorter == html:
            break
        html = shorter
    return EDGE.sub("", html)
