"""Which SVG may stand in a page: shapes, words and our own classes, nothing that acts or loads."""

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
LIMIT = 200_000  # characters


class UnsafeDrawing(Exception):
    """The SVG holds something that may not stand in a page; the message says what."""


def check_drawing(svg: str) -> None:
    """Raise UnsafeDrawing unless every element and attribute is on the list and there are title and
    desc."""
    if len(svg) > LIMIT:
        raise UnsafeDrawing(f"The drawing is larger than {LIMIT:,} characters.")
    try:
        root = fromstring(svg, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnsafeDrawing(f"The drawing is no well-formed SVG: {error}.") from None
    if root.tag != f"{SVG}svg" or "viewBox" not in root.attrib:
        raise UnsafeDrawing("The drawing must be an <svg> with a viewBox.")
    if root.find(f"{SVG}title") is None or root.find(f"{SVG}desc") is None:
        raise UnsafeDrawing("The drawing needs a <title> and a <desc> that says what it shows.")
    for element in root.iter():
        _check_element(element)


def _check_element(element: Element) -> None:
    name = element.tag.removeprefix(SVG)
    if name not in ELEMENTS:
        raise UnsafeDrawing(f"<{name}> is not allowed in a drawing.")
    for attribute, value in element.attrib.items():
        if not _is_allowed(name, attribute, value):
            raise UnsafeDrawing(f"{attribute}=“{value[:40]}” is not allowed on <{name}>.")


def _is_allowed(name: str, attribute: str, value: str) -> bool:
    if attribute in MARKERS:
        return bool(LOCAL_URL.fullmatch(value))
    if attribute == "href":
        return name == "use" and bool(LOCAL_HREF.fullmatch(value))
    return attribute in ATTRIBUTES
