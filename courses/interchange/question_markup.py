"""The Markdown of questions in packages: that of lessons, with code and pictures."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

import nh3
from wagtail.rich_text import expand_db_html

from courses.interchange.markup import Converter, html_of, wrapped
from courses.lessons.sanitising import ATTRIBUTES, SCHEMES, TAGS

FOLDER = "media/"
IMAGE = re.compile(r"<img\b([^>]*)>")
EMBED = re.compile(r"<embed\b([^>]*)>")
ATTRIBUTE = re.compile(r'\b(id|src|alt|embedtype)="([^"]*)"')
ALONE = re.compile(r"<p>((?:<embed\b[^>]*>)+)</p>")
BLOCKS = re.compile(r"(<p\b[^>]*>.*?</p>|<[uo]l>.*?</[uo]l>)", re.DOTALL)
OTHERS = re.compile(r"[\\`*_\[\]<&]")
SOURCE = re.compile(r'<img\b[^>]*\bsrc="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Words:
    """A rich text whose pictures have the names of the package."""

    html: str

    @property
    def pictures(self) -> list[str]:
        """The addresses of its pictures as they were written."""
        return [unquote(unescape(source)) for source in SOURCE.findall(self.html)]

    def kept(self, images: Mapping[str, Any]) -> str:
        """Return the text as the studio keeps it, with the numbers of its pictures."""

        def embed(match: re.Match[str]) -> str:
            found = dict(ATTRIBUTE.findall(match[1]))
            name = unquote(unescape(found.get("src", ""))).removeprefix(FOLDER)
            return (
                f'<embed embedtype="image" format="fullwidth" id="{images.get(name, "")}" '
                f'alt="{found.get("alt", "")}"/>'
            )

        return ALONE.sub(r"\1", IMAGE.sub(embed, self.html))


def read_words(markdown: str) -> Words:
    """Return a text of Markdown."""
    return Words(html_of(markdown, _clean))


def write_words(source: str, picture: Callable[[str], str]) -> str:
    """Return a text of the studio as Markdown, in one form; picture gives the file name of a
    picture by its number, or nothing."""

    def image(match: re.Match[str]) -> str:
        found = dict(ATTRIBUTE.findall(match[1]))
        name = picture(found.get("id", "")) if found.get("embedtype") == "image" else ""
        return f'<img src="{FOLDER}{escape(name)}" alt="{found.get("alt", "")}">' if name else ""

    def block(piece: str) -> str:
        is_inside = "<p" in piece or "<li" in piece
        return EMBED.sub(image if is_inside else lambda one: f"<p>{image(one)}</p>", piece)

    html = "".join(block(piece) for piece in BLOCKS.split(source))
    return wrapped(QuestionConverter(), expand_db_html(html))


class QuestionConverter(Converter):
    """Writes pictures too."""

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        alt = OTHERS.sub(r"\\\g<0>", " ".join((el.attrs.get("alt") or "").split()))
        return f"![{alt}]({el.attrs.get('src', '')})"


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags={*TAGS, "img", "code"},
        attributes={**ATTRIBUTES, "img": {"src", "alt"}},
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
