"""Mending the text that Typst 0.15 writes twice.

Where a mark stands higher or lower than its font's line, Typst prints it apart from its letter, and
gives each of the two the text of both: what is seen is right, but who copies, searches or hears it
gets it doubled. The words are known here, so the pieces that say them are found, and those that
say them again are made silent (ActualText of nothing). Typst writes one cross-reference table and
one content stream a page; a file without such words is left as it is."""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cpd.printing.pieces import Piece, Words, pieces_of, without_text

OBJECT = re.compile(rb"(\d+) 0 obj\n")
PAGE = re.compile(rb"/Type/Page(?=/).*?/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
FONTS = re.compile(rb"/Font<<(.*?)>>", re.DOTALL)
FONT = re.compile(rb"(/\w+) (\d+) 0 R")
TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
STREAM = re.compile(rb"^(.*?/Length )(\d+)(.*?>>\s*stream\n)", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n")
JOINING = {"L", "M"}
type Objects = dict[int, bytes]


def mend(pdf: bytes, data: Any) -> bytes:
    """Return a PDF of Typst's in which each word of the data is said once."""
    words = sorted(set(_words(data)), key=lambda word: (-len(word), word))
    if not words:
        return pdf
    head, objects, trailer = _taken_apart(pdf)
    new: Objects = {}
    for page in objects.values():
        if found := PAGE.search(page):
            resources, number = int(found[1]), int(found[2])
            content = _stream(objects[number])
            pieces = pieces_of(content, _fonts(objects, resources))
            if silent := _said_again(pieces, words):
                new[number] = _with_stream(objects[number], without_text(content, silent))
    return _put_together(head, objects | new, trailer) if new else pdf


def _words(data: Any) -> Iterator[str]:
    """Find every run of letters and marks in which a mark is, alone or with its letter in one."""
    if isinstance(data, Mapping):
        for part in data.values():
            yield from _words(part)
    elif isinstance(data, list | tuple):
        for part in data:
            yield from _words(part)
    elif isinstance(data, str) and not data.isascii():
        spaced = "".join(letter if _is_in_word(letter) else " " for letter in data)
        yield from (word for word in spaced.split() if _has_mark(word))


def _is_in_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in JOINING or letter in "\u200c\u200d"


def _has_mark(text: str) -> bool:
    return any(
        unicodedata.combining(part) or unicodedata.category(part)[0] == "M"
        for part in unicodedata.normalize("NFD", text)
    )


def _said_again(pieces: list[Piece], words: Iterable[str]) -> list[Piece]:
    """Return the pieces that say again what the one before them said."""
    found: set[int] = set()
    silent: list[Piece] = []
    for word in words:
        is_from_right = unicodedata.bidirectional(word[0]) in {"R", "AL"}
        step = -1 if is_from_right else 1
        for start in range(len(pieces))[::step]:
            if start in found or not pieces[start].text or not word.startswith(pieces[start].text):
                continue
            said = _said(word, pieces, start, step)
            if said is not None:
                places, again = said
                found |= places
                silent += [pieces[at] for at in sorted(again)]
    return silent


def _said(
    word: str, pieces: list[Piece], start: int, step: int
) -> tuple[set[int], set[int]] | None:
    """Return the places of the pieces that say a word from a place on, and of those among them that
    say something again; None if they do not say it."""
    ways: list[tuple[int, int, tuple[int, ...]]] = [(start, 0, ())]  # place, letters said, again
    tried: set[tuple[int, int]] = set()
    while ways:
        at, said, again = ways.pop()
        if said == len(word):
            while _says_again(pieces, at, step):
                at, again = at + step, (*again, at)
            return set(range(start, at, step)), set(again)
        if (at, said) in tried or not 0 <= at < len(pieces):
            continue
        tried.add((at, said))
        text = pieces[at].text
        if at != start and text == pieces[at - step].text:
            ways.append((at + step, said, (*again, at)))
        if text and word.startswith(text, said):
            ways.append((at + step, said + len(text), again))
    return None


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
