"""Caption files: WebVTT as W3C describes it, checked when they come, SubRip turned into it."""

import re
from dataclasses import dataclass
from html import escape, unescape
from io import StringIO

from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

ARROW = re.compile(r"^.*-->.*$", re.MULTILINE)
TAG = re.compile(r"<[^>]*>")
LARGEST_CAPTIONS = 2 * 1024 * 1024  # bytes that are read: hours of talk
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
        found = WebVTT.from_string(text)
    except BROKEN as error:
        raise BadCaptions(f"The captions cannot be read: {error}") from None
    cues = [Cue(_seconds(cue.start), _seconds(cue.end), _plain(cue.text)) for cue in found.captions]
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
    paragraphs: list[list[str]] = [[]]
    for cue in cues:
        words = " ".join(cue.text.split())
        if words and paragraphs[-1][-1:] != [words]:
            paragraphs[-1].append(words)
        if sum(line.endswith(ENDS) for line in paragraphs[-1]) >= SENTENCES:
            paragraphs.append([])
    return "".join(f"<p>{escape(' '.join(lines))}</p>" for lines in paragraphs if lines)


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCaptions("The file is not in UTF-8. Save it again with that encoding.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _seconds(time: str) -> float:
    """Return the seconds of a time such as 00:01:02.500."""
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _plain(text: str) -> str:
    return unescape(TAG.sub("", text)).strip()


def _check(text: str, cues: list[Cue]) -> None:
    lines = [text[: found.start()].count("\n") + 1 for found in ARROW.finditer(text)]
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
