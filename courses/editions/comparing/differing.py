"""Laying two lists of lines side by side, and marking the words that were put in or taken out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from courses.editions.comparing.line import Line

ALIKE = 0.4  # share of words; below it, two lines are not one that was changed
NEAR = 40  # lines among which a changed one is looked for
LONGEST = 3000  # words; beyond, a line is replaced as a whole
ONCE = {"Title", "Summary", "Content note", "Minutes", "Audience", "Prerequisites", "Level"}
ONCE |= {"Description", "Minutes basis", "Author", "Evidence reviewed", "Introduction"}
PLAIN = re.compile(r"\w+")
WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words. Kind: same, out, in."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line before and after; one side is empty where it was put in or taken out."""

    label: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True, slots=True)
class Gap:
    """So many lines that are the same."""

    count: int


def rows_of(before: Sequence[Line], after: Sequence[Line]) -> list[Row | Gap]:
    """Return what differs, with a gap for each run of lines that are the same."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    rows: list[Row | Gap] = []
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        if tag == "equal":
            rows.append(Gap(last - first))
        else:
            rows.extend(_changed(before[first:last], after[other_first:other_last]))
    return rows


def marks(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, word by word."""
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) > LONGEST or len(new) > LONGEST:
        return [Piece("out", before)], [Piece("in", after)]
    left: list[Piece] = []
    right: list[Piece] = []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, first, last, other_first, other_last in codes:
        is_same = tag == "equal"
        _add(left, "same" if is_same else "out", old[first:last])
        _add(right, "same" if is_same else "in", new[other_first:other_last])
    return left, right


def _add(pieces: list[Piece], kind: str, tokens: list[str]) -> None:
    if tokens:
        pieces.append(Piece(kind, "".join(tokens)))


def _changed(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Row]:
    """Pair lines that are alike, in order; the others stand alone."""
    words = {line: Counter(PLAIN.findall(line.text.casefold())) for line in (*before, *after)}
    start = 0
    for line in before:
        at = next(
            (
                place
                for place in range(start, min(start + NEAR, len(after)))
                if _are_alike(line, after[place], words)
            ),
            None,
        )
        if at is None:
            yield Row(line.label, [Piece("out", line.text)], [])
            continue
        yield from (Row(other.label, [], [Piece("in", other.text)]) for other in after[start:at])
        start = at + 1
        yield _pair(line, after[at])
    yield from (Row(other.label, [], [Piece("in", other.text)]) for other in after[start:])


def _pair(line: Line, partner: Line) -> Row:
    left, right = marks(line.text, partner.text)
    is_renamed = line.label != partner.label
    label = f"{line.label} → {partner.label}" if is_renamed else line.label
    return Row(label, left, right)


def _are_alike(line: Line, other: Line, words: dict[Line, Counter[str]]) -> bool:
    """Whether most words are the same; which order they stand in is for `marks` to show."""
    if line.text == other.text:
        return True
    if line.label != other.label:
        return False
    if line.label in ONCE:
        return True
    one, two = words[line], words[other]
    return 2 * (one & two).total() >= ALIKE * (one.total() + two.total())
