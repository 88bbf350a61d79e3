"""Reading a PDF's text as its standard says: glyphs through ToUnicode, spans through ActualText.

Tools such as pdftotext guess spaces and order from where glyphs stand, and guess wrong in many
scripts; the guesses are not the document's."""

import re
import unicodedata
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

HEX = re.compile(r"<([0-9a-fA-F]*)>")
CHARS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
SHOW = {b"Tj", b"TJ"}
Words = dict[int, str]


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, in the order of its content."""
    reader = PdfReader(BytesIO(pdf))
    return ["".join(_page(page, reader)) for page in reader.pages]


def _page(page: Any, reader: PdfReader) -> list[str]:
    fonts = page["/Resources"].get_object().get("/Font", {})
    words = {name: _to_unicode(font.get_object()) for name, font in fonts.items()}
    current: Words = {}
    spans: list[str | None] = []  # of each open span, its ActualText if it has one
    glyphs: list[str] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        is_given = any(actual is not None for actual in spans)
        if operator == b"Tf":
            current = words[operands[0]]
        elif operator in {b"BDC", b"BMC"}:
            actual = _actual_text(operands)
            glyphs += [actual] if actual is not None and not is_given else []
            spans.append(actual)
        elif operator == b"EMC":
            spans.pop()
        elif operator in SHOW and not is_given:
            glyphs += _shown(operands[0], current)
    return _in_logical_order(glyphs)


def _in_logical_order(glyphs: list[str]) -> list[str]:
    """Turn round what stands from right to left, with all that stands between."""
    from_right = [at for at, text in enumerate(glyphs) if _is_from_right(text)]
    if not from_right:
        return glyphs
    first, last = from_right[0], from_right[-1] + 1
    return [*glyphs[:first], *reversed(glyphs[first:last]), *glyphs[last:]]


def _is_from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def _actual_text(operands: Any) -> str | None:
    properties = operands[1] if len(operands) > 1 else None
    if not isinstance(properties, DictionaryObject) or "/ActualText" not in properties:
        return None
    return str(properties["/ActualText"])


def _shown(shown: Any, words: Words) -> list[str]:
    strings = shown if isinstance(shown, ArrayObject) else [shown]
    codes = b"".join(
        string.original_bytes for string in strings if hasattr(string, "original_bytes")
    )
    pairs = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
    return [words.get(code, "") for code in pairs]


def _to_unicode(font: Any) -> Words:
    cmap = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    words: Words = {}
    for part in CHARS.findall(cmap):
        values = HEX.findall(part)
        for code, text in zip(values[::2], values[1::2], strict=True):
            words[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for part in RANGES.findall(cmap):
        values = HEX.findall(part)
        for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=True):
            start = bytes.fromhex(text).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                words[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return words
