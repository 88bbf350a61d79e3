"""Mending the text that Typst 0.15 writes twice.

Where a mark stands higher or lower than its font's line, Typst prints it apart from its letter, and
gives each of the two the text of both: what is seen is right, but who copies, searches or hears it
gets it doubled. The texts are known here, so the pieces that say them are found, and those that
say a part again are made silent (ActualText of nothing). Typst writes one cross-reference table and
one content stream a page; a file without such texts is left as it is."""

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from cpd.printing.fonts import JOINERS
from cpd.printing.pieces import Piece, Words, pieces_of, without_text

OBJECT = re.compile(rb"(\d+) 0 obj\n")
PAGE = re.compile(rb"/Type/Page(?=/).*?/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
FONTS = re.compile(rb"/Font<<(.*?)>>", re.DOTALL)
FONT = re.compile(rb"(/\w+) (\d+) 0 R")
TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
STREAM = re.compile(rb"^(.*?/Length )(\d+)(.*?>>\s*stream\n)", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n")
type Objects = dict[int, bytes]
type Places = tuple[()] | tuple[int, "Places"]  # the last one first


def mend(pdf: bytes, data: Any) -> bytes:
    """Return a PDF of Typst's in which each text of the data is said once."""
    texts = _texts(data)
    if not texts:
        return pdf
    head, objects, trailer = _taken_apart(pdf)
    new: Objects = {}
    for page in objects.values():
        if found := PAGE.search(page):
            resources, number = int(found[1]), int(found[2])
            content = _stream(objects[number])
            pieces = pieces_of(content, _fonts(objects, resources))
            if silent := _said_again(pieces, texts):
                new[number] = _with_stream(objects[number], without_text(content, silent))
    return _put_together(head, objects | new, trailer) if new else pdf


def _texts(data: Any) -> dict[tuple[int, str], list[str]]:
    """Return what a page may say that has a mark in it, by direction and first letter, longest
    first: whole texts, and their words for texts that run both ways."""
    found = {text for text in _strings(data) if _has_mark(text)}
    words = {word for text in found for word in _words(text) if _has_mark(word)}
    texts: dict[tuple[int, str], list[str]] = {}
    for text in sorted(found | words, key=lambda text: (-len(text), text)):
        for step in {_step(letter) for letter in text if _step(letter)} or {1}:
            texts.setdefault((step, text[0]), []).append(text)
    return texts


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        data = list(data.values())
    if isinstance(data, list | tuple):
        for part in data:
            yield from _strings(part)
    elif isinstance(data, str) and not data.isascii():
        yield data.strip()


def _words(text: str) -> list[str]:
    """Return the runs of letters and marks in a text."""
    return "".join(letter if _is_in_word(letter) else " " for letter in text).split()


def _is_in_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in {"L", "M"} or letter in JOINERS


def _step(letter: str) -> int:
    """Return the way in which a letter is followed by the next on the page; 0 if by either."""
    return {"L": 1, "R": -1, "AL": -1}.get(unicodedata.bidirectional(letter), 0)


@lru_cache(10_000)
def _has_mark(text: str) -> bool:
    parts = unicodedata.normalize("NFD", text)
    return any(unicodedata.category(part)[0] == "M" for part in parts)


def _said_again(pieces: list[Piece], texts: dict[tuple[int, str], list[str]]) -> list[Piece]:
    """Return the pieces that say again what the one before them said."""
    silent: set[int] = set()
    for step in (1, -1):
        found: set[int] = set()
        for start in range(len(pieces))[::step]:
            if start in found or start in silent:
                continue
            for text in texts.get((step, pieces[start].text[:1]), []):
                said = _said(text, pieces, start, step)
                if said is not None:
                    found |= said[0]
                    silent |= said[1]
                    break
    return [pieces[at] for at in sorted(silent)]


def _said(
    text: str, pieces: list[Piece], start: int, step: int
) -> tuple[set[int], set[int]] | None:
    """Return the places of the pieces that say a text from a place on, and of those among them that
    say something again; None if they do not say it. A space may be lost where a line ends."""
    ways: list[tuple[int, int, Places]] = [(start, 0, ())]  # place, letters said, places again
    tried: set[tuple[int, int]] = set()
    while ways:
        at, said, again = ways.pop()
        if said == len(text):
            while _says_again(pieces, at, step):
                at, again = at + step, (at, again)
            return set(range(start, at, step)), _unchained(again)
        if (at, said) in tried or not 0 <= at < len(pieces):
            continue
        tried.add((at, said))
        piece = pieces[at].text
        if text[said].isspace():
            ways.append((at, said + 1, again))
        if at != start and piece == pieces[at - step].text:
            ways.append((at + step, said, (at, again)))
        if piece and text.startswith(piece, said):
            ways.append((at + step, said + len(piece), again))
    return None


def _unchained(again: Places) -> set[int]:
    places = set()
    while again:
        at, again = again
        places.add(at)
    return places


def _says_again(pieces: list[Piece], at: int, step: int) -> bool:
    if not 0 <= at < len(pieces):
        return False
    one, other = pieces[at - step], pieces[at]
    return one.text == other.text and one.home != other.home and _has_mark(one.text)


def _taken_apart(pdf: bytes) -> tuple[bytes, Objects, bytes]:
    """Return a file's head, its objects by number, and what follows its cross-reference table."""
    table = int(pdf[pdf.rindex(b"startxref") + len(b"startxref") :].split()[0])
    lines = pdf[table:].split(b"\n", 2 + int(pdf[table:].split(None, 3)[2]))
    starts = [int(line[:10]) for line in lines[3:-1]]
    ends = [*starts[1:], table]
    objects = {}
    for start, end in zip(starts, ends, strict=True):
        found = OBJECT.match(pdf, start)
        if found is None:
            raise ValueError("The PDF is not written as Typst writes it.")
        objects[int(found[1])] = pdf[start:end]
    return pdf[: starts[0]], objects, pdf[pdf.rindex(b"trailer") :]


def _put_together(head: bytes, objects: Objects, trailer: bytes) -> bytes:
    starts, at = [], len(head)
    for content in objects.values():
        starts.append(b"%010d 00000 n\r\n" % at)
        at += len(content)
    table = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objects) + 1) + b"".join(starts)
    trailer = re.sub(rb"startxref\n\d+", b"startxref\n%d" % at, trailer)
    return head + b"".join(objects.values()) + table + trailer


def _stream(content: bytes) -> bytes:
    found = STREAM.match(content)
    if found is None:
        raise ValueError("The PDF is not written as Typst writes it.")
    return zlib.decompress(content[found.end() : found.end() + int(found[2])])


def _with_stream(content: bytes, stream: bytes) -> bytes:
    packed = zlib.compress(stream, 9)
    found = STREAM.match(content)
    if found is None:
        raise ValueError("The PDF is not written as Typst writes it.")
    rest = content[found.end() + int(found[2]) :]
    return found[1] + b"%d" % len(packed) + found[3] + packed + rest


def _fonts(objects: Objects, resources: int) -> dict[bytes, Words]:
    found = FONTS.search(objects[resources])
    fonts = FONT.findall(found[1]) if found else []
    return {name: _map(objects, int(number)) for name, number in fonts}


def _map(objects: Objects, font: int) -> Words:
    found = TO_UNICODE.search(objects[font])
    pairs = PAIR.findall(_stream(objects[int(found[1])])) if found else []
    return {int(glyph, 16): _decoded(text) for glyph, text in pairs}


def _decoded(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
