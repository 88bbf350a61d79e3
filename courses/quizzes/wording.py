"""The rich texts of questions: as plain words, and as the mark-up that a page may print."""

import re
from html import escape, unescape
from typing import Any

import nh3
from django.apps import apps
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.rewriters import EmbedRewriter

from courses.lessons.sanitising import ATTRIBUTES, SCHEMES, TAGS
from cpd.media.published import published_picture

PICTURE = "max-900x900|format-webp"
BLOCK_END = re.compile(r"</(?:p|li|ul|ol)>|<br\s*/?>")
PICTURE_ALT = re.compile(r"<(?:img|embed)\b[^>]*?\balt=\"([^\"]*)\"[^>]*>")
TAG = re.compile(r"<[^<>]*>")
SPACES = re.compile(r"\s+")
ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?(?:p|ul|ol)\b).)*)</p>", re.DOTALL)
PARAGRAPH_END = re.compile(r"</p>\s*(?=<)|</li>\s*(?=<li>)")
EMPTY = re.compile(r"<p>(?:\s|<br>)*</p>")
BLOCK = re.compile(r"</?(?:p|ul|ol|li)>")
Compiled = dict[str, Any]


def words(source: str) -> str:
    """Return a rich text as words on one line; a picture is its alternative text."""
    pictures = PICTURE_ALT.sub(r" \1 ", source)
    return SPACES.sub(" ", unescape(TAG.sub("", BLOCK_END.sub(" ", pictures)))).strip()


def paragraphs(source: str) -> str:
    """Return the HTML of a text that may have paragraphs and lists; nothing where its words say it
    all."""
    html = _clean(source)
    single = ONE_PARAGRAPH.fullmatch(html)
    return _unless_plain(single[1] if single else html)


def phrase(source: str) -> str:
    """Return the HTML of a text that stands in a line, as a choice does; nothing where its words
    say it all."""
    html = BLOCK.sub("", PARAGRAPH_END.sub("<br>", _clean(source)))
    return _unless_plain(html)


def text_of(name: str, source: str, *, is_phrase: bool = False) -> Compiled:
    """Return a text under its name, and with its mark-up under name_html if it has any."""
    html = phrase(source) if is_phrase else paragraphs(source)
    return {name: words(source), **({f"{name}_html": html} if html else {})}


def plain(text: str) -> str:
    """Return the rich text of plain words."""
    return f"<p>{escape(text, quote=False)}</p>" if text else ""


def _unless_plain(html: str) -> str:
    return html if TAG.search(html) else ""


def _clean(source: str) -> str:
    html = expand_db_html(_embed_pictures(source)) if "<" in source else source
    cleaned = nh3.clean(
        html,
        tags={*TAGS, "img", "code"},
        attributes={**ATTRIBUTES, "img": {"src", "alt", "width", "height"}},
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
    return EMPTY.sub("", cleaned).strip()


def _picture(attributes: dict[str, str]) -> str:
    images = apps.get_model("media", "CourseImage")
    number = attributes.get("id", "")
    image = images.objects.filter(pk=number).first() if number.isdecimal() else None
    shown = published_picture(image, size=PICTURE)
    alt = escape(attributes.get("alt", ""))
    if not shown:
        return alt
    return (
        f'<img src="{shown["image_url"]}" alt="{alt}" '
        f'width="{shown["width"]}" height="{shown["height"]}">'
    )


_embed_pictures = EmbedRewriter({"image": _picture})
