"""Which SVG may stand in a page, and the one form it is kept in: shapes, words and our own classes,
nothing that acts or loads, written again from what was checked."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    "svg", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse",
    "text", "tspan", "defs", "marker", "use", "title", "desc",
}  # fmt: skip
ATTRIBUTES = {
    "viewBox", "role", "aria-labelledby", "aria-hidden", "id", "class", "transform", "orient",
    "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points",
    "dx", "dy", "text-anchor", "dominant-baseline",
    "refX", "refY", "markerWidth", "markerHeight", "markerUnits",
}  # fmt: skip
MARKERS = {"marker-start", "marker-mid", "marker-end"}
LOCAL_URL = re.compile(r"url\(#[a-z0-9-]+\)")
LOCAL_HREF = re.compile(r"#[a-z0-9-]+")
WORDS = {"title", "desc"}  # a browser reads HTML inside these
LIMIT = 200_000  # characters
DEEPEST = 50  # elements within each other
SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
QUOTED = SIGNS | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


class UnsafeDrawing(Exception):
    """The SVG holds something that may not stand in a page; the message says what."""


def clean_drawing(svg: str) -> str:
    """Return a drawing in its one form: what was checked, no other letter of what came in.
    Raises UnsafeDrawing unless every element and attribute is on the list and there are title and
    desc."""
    _check_size(svg)
    try:
        root = fromstring(svg.strip(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnsafeDrawing(f"The drawing is no well-formed SVG: {error}.") from None
    if root.tag != f"{SVG}svg" or "viewBox" not in root.attrib:
        raise UnsafeDrawing("The drawing must be an <svg> with a viewBox.")
    if root.find(f"{SVG}title") is None or root.find(f"{SVG}desc") is None:
        raise UnsafeDrawing("The drawing needs a <title> and a <desc> that says what it shows.")
    written = _written(root, {"xmlns": SVG.strip("{}")}, depth=1)
    _check_size(written)
    return written


def drawing_title(svg: str) -> str:
    """Return the title that a clean drawing carries, in one line."""
    title: str = fromstring(svg, forbid_dtd=True).findtext(f"{SVG}title") or ""
    return " ".join(title.split())


def _check_size(svg: str) -> None:
    if len(svg) > LIMIT:
        raise UnsafeDrawing(f"The drawing is larger than {LIMIT:,} characters.")


def _written(element: Element, extra: dict[str, str], *, depth: int) -> str:
    """Check an element and return it as text, attributes and children in their order."""
    _check_element(element, depth)
    name = element.tag.removeprefix(SVG)
    attributes = "".join(
        f' {key}="{value.translate(QUOTED)}"' for key, value in (extra | element.attrib).items()
    )
    inner = (element.text or "").translate(SIGNS) + "".join(
        _written(child, {}, depth=depth + 1) + (child.tail or "").translate(SIGNS)
        for child in element
    )
    return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"


def _check_element(element: Element, depth: int) -> None:
    name = element.tag.removeprefix(SVG)
    if depth > DEEPEST:
        raise UnsafeDrawing(f"The drawing holds more than {DEEPEST} elements within each other.")
    if name not in ELEMENTS:
        raise UnsafeDrawing(f"<{name}> is not allowed in a drawing.")
    if name in WORDS and len(element):
        raise UnsafeDrawing(f"<{name}> holds words only.")
    for attribute, value in element.attrib.items():
        if not _is_allowed(name, attribute, value):
            raise UnsafeDrawing(f"{attribute}=“{value[:40]}” is not allowed on <{name}>.")


def _is_allowed(name: str, attribute: str, value: str) -> bool:
    if attribute in MARKERS:
        return bool(LOCAL_URL.fullmatch(value))
    if attribute == "href":
        return name == "use" and bool(LOCAL_HREF.fullmatch(value))
    return attribute in ATTRIBUTES
