"""Which mark-up an author's text may hold once it is published."""

from html import unescape

import nh3
from wagtail.rich_text import expand_db_html

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "sup", "sub"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}


def clean_html(html: str) -> str:
    """Return HTML with nothing but paragraphs, lists, emphasis and safe links."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"
    )


def publish_html(source: str) -> str:
    """Resolve Wagtail's own links, then clean."""
    return clean_html(expand_db_html(source))


def plain_words(html: str) -> str:
    """Return what is read of mark-up, in one line."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())
