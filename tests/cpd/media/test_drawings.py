"""Drawings are shapes and words; anything that acts or loads is refused."""

import pytest
from django.core.exceptions import ValidationError

from cpd.demo.content import PACKAGES
from cpd.media.drawings import LIMIT, UnsafeDrawing, check_drawing
from cpd.media.models import Drawing
from tests.factories import DRAWING

ENTITIES = '<!DOCTYPE svg [<!ENTITY a "b">]>'
OUTSIDE = '<!DOCTYPE svg SYSTEM "file:///etc/passwd">'


def holding(inner: str) -> str:
    return DRAWING.replace("</svg>", f"{inner}</svg>")


@pytest.mark.parametrize(
    "inner",
    [
        "<script>1</script>",
        '<path d="M0 0" onclick="x()"/>',
        '<a href="https://e.org"><path d="M0 0"/></a>',
        '<image href="https://e.org/a.png"/>',
        '<use href="https://e.org/a.svg#b"/>',
        '<use href="javascript:alert(1)"/>',
        '<path d="M0 0" style="fill:red"/>',
        "<style>*{display:none}</style>",
        "<foreignObject><p>a</p></foreignObject>",
        '<animate attributeName="href" values="javascript:1"/>',
        '<set attributeName="onload" to="x"/>',
        '<path d="M0 0" marker-end="url(https://e.org#a)"/>',
        '<path d="M0 0" fill="url(https://e.org#a)"/>',
        '<g xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="#a"/></g>',
        '<p xmlns="http://www.w3.org/1999/xhtml">a</p>',
        "<iframe/>",
    ],
)
def test_what_acts_or_loads_is_refused(inner: str) -> None:
    with pytest.raises(UnsafeDrawing, match="not allowed"):
        check_drawing(holding(inner))


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        ("", "no well-formed"),
        ("<svg", "no well-formed"),
        (ENTITIES + DRAWING, "no well-formed"),
        (OUTSIDE + DRAWING, "no well-formed"),
        ("<svg/>", "viewBox"),
        ("<html/>", "viewBox"),
        (DRAWING.replace(' viewBox="0 0 9 9"', ""), "viewBox"),
        (DRAWING.replace("<title>A nerve</title>", ""), "title"),
        (DRAWING.replace("<desc>It runs down.</desc>", ""), "desc"),
        (holding("<g/>" * LIMIT), "larger than"),
    ],
)
def test_what_is_no_whole_drawing_is_refused(svg: str, reason: str) -> None:
    with pytest.raises(UnsafeDrawing, match=reason):
        check_drawing(svg)


@pytest.mark.parametrize(
    "inner",
    [
        '<g class="a" transform="rotate(3)"><circle cx="1" cy="1" r="1"/></g>',
        '<defs><marker id="m"/></defs><path d="M0 0" marker-end="url(#m)"/>',
        '<use href="#part-1"/><text x="1" text-anchor="middle">words<tspan dy="1">x</tspan></text>',
    ],
)
def test_shapes_and_words_are_taken(inner: str) -> None:
    check_drawing(holding(inner))


def test_the_studio_says_what_is_wrong() -> None:
    with pytest.raises(ValidationError, match="script"):
        Drawing(key="a", title="A", svg=holding("<script/>")).clean()


def test_every_drawing_of_the_demo_is_taken() -> None:
    drawings = list(PACKAGES.glob("*/media/*.svg"))

    for drawing in drawings:
        check_drawing(drawing.read_text("utf-8"))
    assert len(drawings) > 5
