"""Caption files: WebVTT as W3C describes it, checked when they come, SubRip turned into it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from io import StringIO

from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

ARROW = "-->"
TAG = re.compile(r"<[^<>]*>")  # with a "<" in it, a file of nothing else would take hours
LARGEST_CAPTIONS = 2 * 1024 * 1024  # bytes that are read: hours of talk
MOST_CAPTIONS = 20_000  # ten hours of talk
LONGEST_LINE = 10_000
SENTENCES = 4  # to a paragraph of a transcript
ENDS = (".", "!", "?", "…", ".”", "?”", "!”")
BROKEN = (MalformedCaptionError, MalformedFileError, ValueError, IndexError)


class BadCaptions(Exception):
    """The file cannot be shown as captions; its words say why, and what to do."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: seconds from the beginning, and its words without mark-up."""

    start: float
    end: float
    text: str


def read_captions(data: bytes) -> list[Cue]:
    """Return the captions of a WebVTT file. Raises BadCaptions, also where one of them would not be
    shown."""
    text = _decoded(data)
    if not text.startswith("WEBVTT"):
        raise BadCaptions("A caption file begins with the word WEBVTT. Save it as WebVTT.")
    try:
        found = WebVTT.from_string(text).captions
        cues = [Cue(_seconds(cue.start), _seconds(cue.end), _plain(cue.text)) for cue in found]
    except BROKEN as error:
        raise BadCaptions(f"The captions cannot be read: {error}") from None
    _check(text, cues)
    return cues


def from_subrip(data: bytes) -> bytes:
    """Return a SubRip file (.srt) as WebVTT. Raises BadCaptions."""
    try:
        return str(WebVTT.from_buffer(StringIO(_decoded(data)), format="srt").content).encode()
    except BROKEN as error:
        raise BadCaptions(f"The captions cannot be read: {error}") from None


def transcript_of(cues: list[Cue]) -> str:
    """Return what is said as paragraphs of HTML, some sentences each."""
    return "".join(f"<p>{escape(' '.join(lines))}</p>" for lines in _paragraphs(cues))


def _paragraphs(cues: list[Cue]) -> Iterator[list[str]]:
    lines: list[str] = []
    ended = 0
    for words in (" ".join(cue.text.split()) for cue in cues):
        if words and lines[-1:] != [words]:
            lines.append(words)
            ended += words.endswith(ENDS)
        if ended >= SENTENCES:
            yield lines
            lines, ended = [], 0
    if lines:
        yield lines


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCaptions("The file is not in UTF-8. Save it again with that encoding.") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_size(text.split("\n"))
    return text


def _check_size(lines: list[str]) -> None:
    """Refuse what nobody says, before it is read."""
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise BadCaptions(
                f"Line {number} has {len(line):,} characters; at most {LONGEST_LINE:,} fit. Break "
                "it into several captions."
            )
    count = sum(ARROW in line for line in lines)
    if count > MOST_CAPTIONS:
        raise BadCaptions(
            f"There are {count:,} captions in the file; at most {MOST_CAPTIONS:,} fit. Cut the "
            "video into parts, each with its own file."
        )


def _seconds(time: str) -> float:
    """Return the seconds of a time such as 00:01:02.500."""
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _plain(text: str) -> str:
    return unescape(TAG.sub("", text)).strip()


def _check(text: str, cues: list[Cue]) -> None:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if ARROW in line]
    if not any(cue.text for cue in cues):
        raise BadCaptions("There is no caption in the file.")
    if len(cues) < len(lines):
        raise BadCaptions(
            f"Of {len(lines)} captions {len(cues)} can be read. A time looks like "
            "00:01:02.500 --> 00:01:05.000; the times of captions stand in the lines "
            f"{_listed(lines)}."
        )
    for line, cue in zip(lines, cues, strict=False):
        if cue.end <= cue.start:
            raise BadCaptions(f"The caption of line {line} ends before it begins.")


def _listed(lines: list[int]) -> str:
    shown = ", ".join(map(str, lines[:8]))
    return shown if len(lines) <= 8 else f"{shown} …"
