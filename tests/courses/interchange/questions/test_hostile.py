"""Files made to break a reader are refused, or read, in little time and memory; and no broken file
makes it fail in another way than by saying so."""

import random
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress

import pytest

from courses.interchange.questions.form import Unreadable
from courses.interchange.questions.limits import MEBIBYTE, MOST_BYTES, MOST_TEXT_BYTES
from courses.interchange.questions.reading import READERS, read_questions
from tests.cases import FOLDER
from tests.courses.interchange.questions.fixtures import (
    OURS,
    package,
    patched,
    workbook,
    zipped,
)

LOL = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><quiz>&b;&b;</quiz>'
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'
FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)


def full(unit: bytes, size: int = MOST_TEXT_BYTES - 500) -> bytes:
    return unit * (size // len(unit))


def quiz(inner: bytes) -> bytes:
    return (
        b'<quiz><question type="cloze"><questiontext>'
        + inner
        + b"</questiontext></question></quiz>"
    )


REFUSED = {
    "lol": ("moodle-xml", LOL),
    "external": ("moodle-xml", XXE),
    "external-qti": ("qti", XXE),
    "dtd": ("moodle-xml", b'<!DOCTYPE quiz SYSTEM "http://example.org/a.dtd"><quiz/>'),
    "deep": ("moodle-xml", b"<a>" * 100_000),
    "elements": ("moodle-xml", quiz(full(b"<a/>"))),
    "attributes": (
        "moodle-xml",
        b"<quiz " + b" ".join(b"a%d=''" % n for n in range(400_000)) + b"/>",
    ),
    "utf-7": ("moodle-xml", b'<?xml version="1.0" encoding="utf-7"?><quiz/>'),
    "null": ("gift", b"x\0{T}"),
    "binary": ("gift", bytes(range(256)) * 10),
    "100 MB": ("gift", b"a" * 100_000_000),
    "100 MB zip": ("qti", b"PK" + b"a" * 100_000_000),
    "empty": ("gift", b""),
    "items": ("gift", full(b"x{T}\n\n", 100_000)),
    "lines": ("aiken", full(b"A) b\n")),
    "tags": ("gift", b"[html]" + full(b"<b>")),
    "zip bomb": ("qti", zipped([("a.xml", bytes(200 * MEBIBYTE))])),
    "zip slip": ("qti", zipped([("../a.xml", b"<a/>")])),
    "zip root": ("qti", zipped([("/a.xml", b"<a/>")])),
    "zip in zip": ("qti", zipped([("a.zip", b"PK")])),
    "zip entries": ("qti", zipped((f"{n}.xml", b"<a/>") for n in range(2_100))),
    "zip garbage": ("qti", b"PK\x03\x04" + b"\xff" * 1_000),
    "zip of nothing": ("qti", zipped([("a.txt", b"x")])),
    "xlsx bomb": ("xlsx", patched("xl/worksheets/sheet1.xml", bytes(100 * MEBIBYTE))),
    "xlsx entity": ("xlsx", patched("xl/sharedStrings.xml", LOL)),
    "xlsx cells": ("xlsx", workbook([["type", "stem"] * 30] * 3_000)),
    "xlsx far": ("xlsx", patched("xl/worksheets/sheet1.xml", FAR)),
    "xlsx not": ("xlsx", zipped([("a.xml", b"<a/>")])),
    "csv quote": ("csv", b'type,stem\n"' + full(b"a")),
}
READ = {
    "one line": ("gift", full(b"a")),
    "braces": ("gift", full(b"{")),
    "answers": ("gift", b"x{" + full(b"~a=b") + b"}"),
    "backslashes": ("gift", full(b"\\")),
    "remarks": ("gift", b"// " + full(b"[tag:") + b"\nx{T}"),
    "markdown": ("gift", (b"[markdown]" + b"*a_[b](" * 60 + b"{=a ~b}\n\n") * 60),
    "text": ("moodle-xml", quiz(b"<text>" + full(b"a", MOST_BYTES - 500) + b"</text>")),
    "base64": (
        "moodle-xml",
        quiz(b'<file name="a">' + full(b"AAAA", MOST_BYTES - 500) + b"</file>"),
    ),
    "cloze": ("cloze", b"{1:SA:=a" * 50_000),
    "cloze answers": ("cloze", b"{1:SA:=a" + b"~%50%b" * 20_000 + b"}"),
    "spaces": ("aiken", b"q" + full(b" ")),
    "csv escapes": ("csv", b'type,stem,accepted answers\ntext,x,"' + b"\\" * 130_000 + b'"'),
}

SLOW = {  # small in memory, and too slow under a tracer
    "tables": ("gift", (b"[html]" + b"<table><b>" * 590 + b"x{=a ~b}\n\n") * 66),
    "lists": ("gift", (b"[html]" + b"<ul><li>" * 590 + b"x{=a ~b}\n\n") * 66),
    "links": ("gift", (b"[html]" + b'<a href\\="x"><p>' * 590 + b"x{=a ~b}\n\n") * 66),
}


def seconds(format: str, content: bytes) -> float:  # noqa: A002
    """Return seconds of this process's time."""
    started = time.process_time()
    _try(format, content)
    return time.process_time() - started


def mebibytes(format: str, content: bytes) -> float:  # noqa: A002
    """Return the most memory taken beyond the file itself."""
    tracemalloc.start()
    try:
        _try(format, content)
        return tracemalloc.get_traced_memory()[1] / MEBIBYTE
    finally:
        tracemalloc.stop()


def _try(format: str, content: bytes) -> None:  # noqa: A002
    with suppress(Unreadable):
        read_questions(content, format=format)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused(name: str) -> None:
    format_, content = REFUSED[name]
    with pytest.raises(Unreadable):
        read_questions(content, format=format_)


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*REFUSED, *READ, *SLOW])
def test_a_hostile_file_takes_under_two_seconds(name: str) -> None:
    assert seconds(*(REFUSED | READ | SLOW)[name]) < 2


@pytest.mark.parametrize("name", [*REFUSED, *READ])
def test_a_hostile_file_takes_under_64_mebibytes(name: str) -> None:
    assert mebibytes(*(REFUSED | READ)[name]) < 64


def test_an_encrypted_entry_is_refused() -> None:
    content = bytearray(zipped([("a.xml", b"<a/>")]))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(Unreadable, match="encrypted"):
        read_questions(bytes(content), format="qti")


def broken(content: bytes, seed: int) -> bytes:
    """Return a file with some bytes changed, lost, doubled or moved."""
    chance = random.Random(seed)  # noqa: S311 no secret
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at, to = sorted(chance.randrange(len(changed) + 1) for _ in range(2))
        piece = changed[at : min(to, at + 40)]
        match chance.randrange(5):
            case 0:
                changed[at : at + 1] = chance.choice(SNIPPETS)
            case 1:
                del changed[at : at + len(piece)]
            case 2:
                changed[to:to] = piece
            case 3:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                changed = changed[:to] if len(changed) > 200 else changed
        changed = changed or bytearray(b"x")
    return bytes(changed)


SNIPPETS = [
    *(sign.encode() for sign in "{}~=#\\%<>&\"';"), b"->", b"####", b"::", b"\n\n", b"]]>",
    b"<![CDATA[", b"\0", b"\r", b"\xff", b"\xed\xa0\x80", b"\xef\xbf\xbf", b"&#0;", b"[html]",
    b"[[1]]", b"-1e99", b"1e-99", b"NaN", "٣".encode(), b"9" * 50,
]  # fmt: skip


def examples() -> Iterator[tuple[str, bytes]]:
    yield from OURS.items()
    yield "qti", package()
    yield "xlsx", workbook([["type", "stem", "right"], ["true-false", "Really?", True]])
    if FOLDER.is_dir():
        for folder, format_ in (("gift", "gift"), ("moodle-xml", "moodle-xml"), ("qti", "qti")):
            for path in sorted((FOLDER / folder).rglob("*.*t" if folder == "gift" else "*.xml")):
                yield format_, path.read_bytes()


@pytest.mark.parametrize("seed", range(6))
def test_a_broken_file_is_read_in_part_or_refused(seed: int) -> None:
    for number, (format_, content) in enumerate(examples()):
        _try(format_, broken(content, seed * 1_000 + number))


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("other", OURS)
def test_a_file_of_another_format_does_no_harm(format: str, other: str) -> None:  # noqa: A002
    _try(format, OURS[other])
