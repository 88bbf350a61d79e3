"""Where Markdown reads stars as emphasis: a rule about the letters on both sides of them."""

from typing import Any
from unicodedata import category

BLOCKS = {"p", "li", "ul", "ol", "[document]"}
STARRED = {"b", "strong", "i", "em"}
SIGN = "."  # stands for the sign that a link, a picture or a tag begins or ends with


def holds_stars(element: Any, text: str) -> bool:
    """Return whether stars around an element's Markdown mean what the element does."""
    before, after = element.previous_sibling, element.next_sibling
    if any(getattr(node, "name", None) in STARRED for node in (before, after)):
        return False
    beside = (_letter(before, element, -1), _letter(after, element, 0))
    return all(map(_is_held, (text[:1], text[-1:]), beside))


def _is_held(edge: str, outside: str) -> bool:
    """A letter holds a star wherever it stands; a sign only beside a space or another sign."""
    if not edge or edge.isspace() or edge == "*":
        return False
    is_sign = category(edge)[0] in "PS"
    return not is_sign or outside.isspace() or category(outside)[0] == "P"


def _letter(node: Any, element: Any, at: int) -> str:
    """Return the letter beside an element; the edge of a paragraph is as good as a space."""
    if node is None:
        return " " if element.parent is None or element.parent.name in BLOCKS else SIGN
    if node.name is None:
        return str(node)[at]
    return " " if node.name in BLOCKS else SIGN
