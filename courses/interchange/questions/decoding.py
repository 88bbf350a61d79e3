"""From bytes to text: which encoding a file is in, said aloud."""

import codecs
import re
from collections.abc import Iterator

from courses.interchange.questions.form import Unreadable
from courses.interchange.questions.limits import (
    MEBIBYTE,
    MOST_BYTES,
    MOST_LINES,
    MOST_TAGS,
    MOST_TEXT_BYTES,
)

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNMARKED_WIDE = re.compile(rb"\A(?:[^\0]\0){4}|\A(?:\0[^\0]){4}")
TEXTLESS = re.compile("[\x00\ud800-\udfff]")
BREAKS = re.compile("\r\n?")


def check_size(content: bytes, most: int = MOST_BYTES) -> None:
    """Raise Unreadable if a file is empty or too large."""
    if not content:
        raise Unreadable("The file is empty.")
    if len(content) > most:
        raise Unreadable(f"The file is larger than {most // MEBIBYTE} MB: split it into several.")


def check_tags(count: int) -> None:
    """Raise Unreadable if a file has more tags than questions need."""
    if count > MOST_TAGS:
        raise Unreadable(f"The file has more than {MOST_TAGS} tags: split it into several.")


def lines_of(text: str) -> Iterator[str]:
    """Yield a text's lines without making a list of them all."""
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at:end]
        at = end + 1
    yield text[at:]


def decode(content: bytes) -> tuple[str, str]:
    """Return text with \\n at every line's end, and the encoding's name: that of a byte order mark,
    else UTF-8, else Windows-1252. Raises Unreadable."""
    check_size(content, MOST_TEXT_BYTES)
    check_tags(content.count(b"<"))
    if content.count(b"\n") + content.count(b"\r") > 2 * MOST_LINES:
        raise Unreadable(f"The file has more than {MOST_LINES} lines: split it into several.")
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _as(content[len(mark) :], encoding), encoding
    wide = UNMARKED_WIDE.match(content)
    if wide:
        encoding = "utf-16-be" if content[0] == 0 else "utf-16-le"
        return _as(content, encoding), encoding
    try:
        return _as(content, "utf-8"), "utf-8"
    except Unreadable:
        if b"\0" in content:
            raise
        return _as(content, "windows-1252"), "windows-1252"


def _as(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(
            "The file is not text in UTF-8, UTF-16 or Windows-1252: save it as UTF-8."
        ) from None
    if TEXTLESS.search(text):
        raise Unreadable("The file holds null characters, so it is not a text file.")
    return BREAKS.sub("\n", text)
