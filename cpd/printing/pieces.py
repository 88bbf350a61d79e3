"""The pieces of text on a PDF's page, as Typst writes them, and taking the text from some of them.

A piece is what a reader of the file is told at one place: a glyph with the text that its font's
map gives it, or a marked span with its own text (ActualText). Section numbers are ISO 32000-1's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

TEXT_OBJECT = re.compile(rb"\bBT\b.*?\nET\n", re.DOTALL)
TOKEN = re.compile(rb"\s*(\(|<<|>>|<[0-9A-Fa-f]*>|\[|\]|/[^\s()<>\[\]/]*|[^\s()<>\[\]/]+)")
PARENS = re.compile(rb"\\.|[()]", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}  # 7.3.4.2
SILENT = b"/Span<</ActualText<FEFF>>>BDC %s EMC"
type Words = dict[int, str]  # text by glyph


@dataclass(slots=True)
class Show:
    """One operator that shows glyphs: where it stands, and its glyphs and shifts in order."""

    start: int
    end: int
    parts: list[bytes]


@dataclass(slots=True)
class Piece:
    """A piece of text; `home` numbers the text object that it stands in."""

    text: str
    home: int
    given: tuple[int, int] | None = None  # where a span's own text stands
    show: Show | None = None
    part: int = 0


@dataclass(slots=True)
class _Reading:
    content: bytes
    fonts: dict[bytes, Words]
    pieces: list[Piece] = field(default_factory=list)
    spans: list[bool] = field(default_factory=list)  # of each open span, whether it has its text
    words: Words = field(default_factory=dict)


def pieces_of(content: bytes, fonts: dict[bytes, Words]) -> list[Piece]:
    """Return the pieces of a page's content, in its order."""
    reading = _Reading(content, fonts)
    for home, found in enumerate(TEXT_OBJECT.finditer(content)):
        operands: list[tuple[int, int]] = []
        for start, end in _tokens(content, found.start(), found.end()):
            if content[start : start + 1].isalpha():
                _operate(reading, home, operands, (start, end))
                operands = []
            else:
                operands.append((start, end))
    return reading.pieces


def without_text(content: bytes, pieces: list[Piece]) -> bytes:
    """Return a page's content in which these pieces are still seen but say nothing."""
    changes = [(*piece.given, b"<FEFF>") for piece in pieces if piece.given]
    silent: dict[int, tuple[Show, set[int]]] = {}
    for piece in pieces:
        if piece.show:
            silent.setdefault(piece.show.start, (piece.show, set()))[1].add(piece.part)
    changes += [(show.start, show.end, _split(show, parts)) for show, parts in silent.values()]
    for start, end, new in sorted(changes, reverse=True):
        content = content[:start] + new + content[end:]
    return content


def _tokens(content: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    while (found := TOKEN.match(content, at, end)) is not None:
        at = _string_end(content, found.end()) if found[1] == b"(" else found.end()
        yield found.start(1), at


def _string_end(content: bytes, at: int) -> int:
    """Return where a string in parentheses ends; pairs of them may stand in it as they are."""
    depth = 1
    for found in PARENS.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    raise ValueError("A string in the PDF has no end.")


def _operate(
    reading: _Reading, home: int, operands: list[tuple[int, int]], operator: tuple[int, int]
) -> None:
    content, values = reading.content, [reading.content[slice(*operand)] for operand in operands]
    match content[slice(*operator)]:
        case b"Tf":
            reading.words = reading.fonts[values[-2]]
        case b"BDC":
            at = values.index(b"/ActualText") + 1 if b"/ActualText" in values else None
            if at is not None and not any(reading.spans):
                text = _text(_bytes(values[at]))
                reading.pieces.append(Piece(text, home, given=operands[at]))
            reading.spans.append(at is not None)
        case b"BMC":
            reading.spans.append(False)
        case b"EMC":
            reading.spans.pop()
        case b"Tj" | b"TJ" if not any(reading.spans):
            show = Show(operands[0][0], operator[1], _parts(values))
            reading.pieces += [
                Piece(reading.words.get(int.from_bytes(part), ""), home, show=show, part=number)
                for number, part in enumerate(show.parts)
                if len(part) == 2 and part[:1] != b" "
            ]


def _parts(values: list[bytes]) -> list[bytes]:
    """Return glyphs as two bytes each, and shifts between them as spaces with their number."""
    parts: list[bytes] = []
    for value in values:
        if value[:1] in {b"(", b"<"}:
            codes = _bytes(value)
            parts += [codes[at : at + 2] for at in range(0, len(codes), 2)]
        elif value not in {b"[", b"]"}:
            parts.append(b"  " + value)
    return parts


def _split(show: Show, silent: set[int]) -> bytes:
    """Write an operator as several, those of silent glyphs in spans without text."""
    written: list[bytes] = []
    run: list[bytes] = []
    for number, part in enumerate(show.parts):
        is_shift = len(part) > 2
        if number in silent:
            written += [_shown(run), SILENT % _shown([b"<%s>" % part.hex().encode()])]
            run = []
        else:
            run.append(part[2:] + b" " if is_shift else b"<%s>" % part.hex().encode())
    return b"\n".join(line for line in [*written, _shown(run)] if line) + b"\n"


def _shown(run: list[bytes]) -> bytes:
    return b"[%s]TJ" % b"".join(run) if run else b""


def _bytes(string: bytes) -> bytes:
    if string[:1] == b"<":
        return bytes.fromhex(string[1:-1].decode())
    return ESCAPE.sub(_unescaped, string[1:-1])


def _unescaped(found: "re.Match[bytes]") -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code.isdigit() else ESCAPES.get(code, code)


def _text(string: bytes) -> str:
    is_wide = string.startswith(b"\xfe\xff")
    return string[2:].decode("utf-16-be") if is_wide else string.decode("latin-1")
