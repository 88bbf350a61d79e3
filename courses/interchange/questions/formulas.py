"""MathML as words: its own LaTeX where there is some, else signs with sub and sup."""

from collections.abc import Callable
from html import escape

from courses.interchange.questions.xml_in import Element

LATEX = {"latex", "tex", "application/x-tex", "application/x-latex", "text/x-tex"}
PLAIN = {"mn", "mi", "mo", "mtext", "ms"}


def formula(math: Element) -> str:
    """Return HTML for a math element."""
    for element in math.every():
        if element.name == "annotation" and element.attributes.get("encoding", "").lower() in LATEX:
            return escape(f"\\({element.text.strip()}\\)", quote=False)
    return _row(math)


def _row(element: Element) -> str:
    return "".join(_sign(child) for child in element.children)


def _sign(element: Element) -> str:
    if element.name in PLAIN:
        words = escape(" ".join(element.text.split()), quote=False)
        return (
            f" {words} "
            if element.name == "mo" and words in {"+", "-", "=", "\u00d7", "\u2212"}
            else words
        )
    if element.name in SHAPES and len(element.children) >= 2:
        return SHAPES[element.name](*(_sign(child) for child in element.children[:3]))
    if element.name in {"annotation", "annotation-xml"}:
        return ""
    if element.name == "msqrt":
        return f"√({_row(element)})"
    return f"({_row(element)})" if element.name == "mfenced" else _row(element)


def _up(base: str, high: str, *_: str) -> str:
    return f"{base}<sup>{high}</sup>"


def _down(base: str, low: str, *_: str) -> str:
    return f"{base}<sub>{low}</sub>"


def _both(base: str, low: str, high: str = "") -> str:
    return f"{base}<sub>{low}</sub><sup>{high}</sup>"


def _over(top: str, bottom: str, *_: str) -> str:
    return f"({top})/({bottom})"


def _root(base: str, degree: str, *_: str) -> str:
    return f"<sup>{degree}</sup>√({base})"


SHAPES: dict[str, Callable[..., str]] = {
    "msup": _up, "mover": _up, "msub": _down, "munder": _down, "msubsup": _both,
    "munderover": _both, "mfrac": _over, "mroot": _root,
}  # fmt: skip
