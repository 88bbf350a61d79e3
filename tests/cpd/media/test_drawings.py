"""Drawings are shapes and words; anything that acts or loads is refused."""

import pytest
from django.core.exceptions import ValidationError

from cpd.demo.content import PACKAGES
from cpd.media.drawings import LIMIT, UnsafeDrawing, clean_drawing
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
        clean_drawing(holding(inner))


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
        (holding(f"<text>{'>' * (LIMIT // 2)}</text>"), "larger than"),
        (holding("<g>" * 60 + "</g>" * 60), "within each other"),
        (DRAWING.replace("A nerve", "<g/>"), "words only"),
    ],
)
def test_what_is_no_whole_drawing_is_refused(svg: str, reason: str) -> None:
    with pytest.raises(UnsafeDrawing, match=reason):
        clean_drawing(svg)


@pytest.mark.parametrize(
    "inner",
    [
        '<g class="a" transform="rotate(3)"><circle cx="1" cy="1" r="1"/></g>',
        '<defs><marker id="m"/></defs><path d="M0 0" marker-end="url(#m)"/>',
        '<use href="#part-1"/><text x="1" text-anchor="middle">words<tspan dy="1">x</tspan></text>',
    ],
)
def test_shapes_and_words_are_taken(inner: str) -> None:
    clean_drawing(holding(inner))


HIDDEN = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "inner",
    [
        f"<?x >{HIDDEN}?>",
        f"<!-->{HIDDEN}-->",
        f"<title><![CDATA[>{HIDDEN}]]></title>",
        f"<text><![CDATA[{HIDDEN}]]></text>",
        f'<g class="&quot;>{HIDDEN.replace("<", "&lt;")}"/>',
    ],
)
def test_what_a_browser_reads_is_what_was_checked(inner: str) -> None:
    kept = clean_drawing(f"<?xml version='1.0'?>{holding(inner)}")

    assert "<img" not in kept
    assert not any(sign in kept for sign in ("<?", "<!", "CDATA"))
    assert clean_drawing(kept) == kept


def test_a_drawing_has_one_form() -> None:
    other = (
        "<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><s:title >A nerve</s:title>"
        "<s:desc>It runs down&#46;</s:desc><s:path d='M0 0V9'></s:path></s:svg >\n"
    )

    assert clean_drawing(other) == clean_drawing(DRAWING) == DRAWING


def test_the_studio_keeps_the_drawing_that_was_checked() -> None:
    drawing = Drawing(key="a", title="A", svg=holding(f"<!-->{HIDDEN}-->"))

    drawing.clean()

    assert drawing.svg == DRAWING


def test_a_row_that_was_never_checked_shows_nothing() -> None:
    assert Drawing(svg=holding("<script/>")).safe_svg == ""
    assert Drawing(svg=holding("<!-- a -->")).safe_svg == DRAWING


def test_the_studio_says_what_is_wrong() -> None:
    with pytest.raises(ValidationError, match="script"):
        Drawing(key="a", title="A", svg=holding("<script/>")).clean()


def test_every_drawing_of_the_demo_has_the_one_form() -> None:
    drawings = list(PACKAGES.glob("*/media/*.svg"))

    for drawing in drawings:
        text = drawing.read_text("utf-8")
        assert f"{clean_drawing(text)}\n" == text
    assert len(drawings) > 5
