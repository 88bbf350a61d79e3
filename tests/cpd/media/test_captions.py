"""Caption files: what browsers show is taken, what they would drop is refused with the reason."""

from collections.abc import Callable
from contextlib import suppress
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpd.media.captions import BadCaptions, Cue, from_subrip, read_captions, transcript_of
from tests.cases import FOLDER, needs_cases

HEAD = "WEBVTT\n\n"

REFUSED_OF_CASES = 46  # most hold regions and no caption


def refused(text: str) -> str:
    with pytest.raises(BadCaptions) as refusal:
        read_captions(text.encode())
    return str(refusal.value)


def test_a_caption_has_its_seconds_and_plain_words() -> None:
    text = f"{HEAD}1\n00:01.000 --> 01:00:04.500 align:start\n<v Ann>Press <i>&amp;</i> hold.\n"

    assert read_captions(text.encode()) == [Cue(1.0, 3604.5, "Press & hold.")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "begins with the word WEBVTT"),
        ("<html>", "begins with the word WEBVTT"),
        (HEAD, "no caption in the file"),
        (f"{HEAD}00:01.000 --> 00:04.000\n\n", "no caption in the file"),
        (f"{HEAD}00:04.000 --> 00:01.000\nx\n", "of line 3 ends before it begins"),
        (f"{HEAD}00:01.000 --> 00:02.000\nx\n\n1 --> 2\ny\n", "Of 2 captions 1 can be read"),
    ],
)
def test_what_would_not_be_shown_is_refused(text: str, words: str) -> None:
    assert words in refused(text)


def test_another_encoding_is_named() -> None:
    with pytest.raises(BadCaptions, match="not in UTF-8"):
        read_captions(f"{HEAD}00:01.000 --> 00:04.000\nLà\n".encode("cp1252"))


def test_subrip_becomes_webvtt() -> None:
    subrip = "1\r\n00:00:01,000 --> 00:00:04,000\r\nThe nerve runs down.\r\n\r\n"

    assert read_captions(from_subrip(subrip.encode())) == [Cue(1.0, 4.0, "The nerve runs down.")]


def test_a_broken_subrip_file_is_refused() -> None:
    with pytest.raises(BadCaptions):
        from_subrip(b"1\n00:00:01 -> soon\nx\n")


def test_a_transcript_is_paragraphs_of_what_is_said_without_marks() -> None:
    cues = [Cue(n, n + 1, f"Line {n} <b>.") for n in range(1, 6)]

    assert transcript_of([*cues, cues[-1]]) == (
        "<p>Line 1 &lt;b&gt;. Line 2 &lt;b&gt;. Line 3 &lt;b&gt;. Line 4 &lt;b&gt;.</p>"
        "<p>Line 5 &lt;b&gt;.</p>"
    )


def talk(count: int) -> str:
    """Return a caption file without the end of a sentence."""
    times = ((n // 3600, n // 60 % 60, n % 60) for n in range(count + 1))
    clock = [f"{hours:02}:{minutes:02}:{seconds:02}.000" for hours, minutes, seconds in times]
    cues = zip(clock, clock[1:], range(count), strict=False)
    return HEAD + "".join(f"{start} --> {end}\nw{n}\n\n" for start, end, n in cues)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{talk(1)}{'x' * 10_001}\n", "Line 6 has 10,001 characters; at most 10,000 fit"),
        (f"{HEAD}{'-->' * 3_500}\n", "Line 3 has 10,500 characters"),
        (f"{HEAD}{'-->' + chr(10)}" * 20_001, "There are 20,001 captions in the file"),
    ],
)
def test_what_nobody_says_is_refused_before_it_is_read(text: str, words: str) -> None:
    assert words in refused(text)
    with pytest.raises(BadCaptions, match=words):
        from_subrip(text.encode())


@pytest.mark.parametrize(
    ("make", "few"),
    [
        (lambda count: f"{talk(1)[:-1]}{('<' * 1_000 + chr(10)) * count}", 20),
        (lambda count: f"{talk(1)[:-1]}{('<a' * 500 + chr(10)) * count}", 20),
        (talk, 1_000),
    ],
    ids=["brackets", "tags", "sentences"],
)
def test_four_times_the_file_takes_about_four_times_as_long(
    make: Callable[[int], str], few: int
) -> None:
    assert quickest(make(4 * few)) < 9 * quickest(make(few))  # sixteen times, were it by squares


def quickest(text: str) -> float:
    """Return the seconds that the quickest of some readings took."""
    data = text.encode()
    return min(repeat(lambda: read_through(data), number=1, repeat=5))


def read_through(data: bytes) -> None:
    with suppress(BadCaptions):
        transcript_of(read_captions(data))


@given(st.binary(max_size=200))
def test_no_file_makes_an_error_of_ours(data: bytes) -> None:
    for content in (data, b"WEBVTT\n\n" + data):
        for read in (read_captions, from_subrip):
            with suppress(BadCaptions):
                read(content)


@needs_cases
def test_the_files_of_others_are_read_or_refused_with_a_reason() -> None:
    reasons = [reason_of(path.read_bytes()) for path in (FOLDER / "webvtt").rglob("*.vtt")]

    assert len([reason for reason in reasons if reason]) == REFUSED_OF_CASES


def reason_of(data: bytes) -> str:
    try:
        return "" if read_captions(data) else "nothing"
    except BadCaptions as refusal:
        return str(refusal)
