"""The rich texts of question files as the studio keeps them, and back."""

import re
from collections.abc import Mapping

from wagtail.rich_text import expand_db_html

from courses.interchange.questions.richtext import PICTURE, Texts

NAMES = {"strong": "b", "em": "i"}
EMPHASIS = re.compile(r"<(/?)(strong|em)>")
BLOCK = re.compile(r"<(?:p|ul|ol)>")
EMBED = re.compile(r"<embed\b([^>]*)>")
ALONE = re.compile(r"<p>((?:<embed\b[^>]*>)+)</p>")  # a picture is a paragraph of its own
ATTRIBUTE = re.compile(r'\b(id|alt|embedtype)="([^"]*)"')
LINKED = re.compile(r"<a\b[^>]*\blinktype=")


def to_bank(rich: str, pictures: Mapping[str, str]) -> str:
    """Return a rich text as the studio keeps it. pictures gives the number of each picture by its
    name in the file; one that is not among them leaves its alternative text."""

    def embed(match: re.Match[str]) -> str:
        name, alt = match.groups()
        if name not in pictures:
            return f"[{alt}]" if alt else ""
        return f'<embed embedtype="image" format="fullwidth" id="{pictures[name]}" alt="{alt}"/>'

    html = PICTURE.sub(embed, EMPHASIS.sub(lambda tag: f"<{tag[1]}{NAMES[tag[2]]}>", rich))
    paragraphs = html if not html or BLOCK.match(html) else f"<p>{html}</p>"
    return ALONE.sub(r"\1", paragraphs)


def from_bank(source: str, texts: Texts) -> str:
    """Return what the studio keeps as a rich text; texts finds a picture by its number. Raises
    Unkept."""
    html = EMBED.sub(_image, source)
    return texts.html(expand_db_html(html) if LINKED.search(html) else html)


def _image(match: re.Match[str]) -> str:
    found = dict(ATTRIBUTE.findall(match[1]))
    if found.get("embedtype") != "image":
        return ""
    return f'<img src="{found.get("id", "")}" alt="{found.get("alt", "")}">'
