"""What the fonts are said to print, they print."""

import unicodedata
from itertools import batched

import pytest

from cpd.printing.fonts import FAMILIES, covered, describe, printable, unprintable
from cpd.printing.typesetting import _fonts
from tests.printing import printed

EVERYDAY = "Aé Żß ẞ Ω Ж א ب अ অ ਅ અ ଅ அ అ ಅ അ අ ก ກ ក က Ա ა አ 漢 あ ア 한 ’ - '"

LARGE = ("CJK UNIFIED", "HANGUL SYLLABLE")  # one font, and half a minute


def test_every_family_is_installed() -> None:
    assert set(FAMILIES) <= set(_fonts().families())


def test_everyday_letters_of_many_scripts_print() -> None:
    assert unprintable(EVERYDAY) == []


@pytest.mark.parametrize("character", ["\u202e", "\u0000", "\ud800", "\ue000", "\u0378", "\u13a0"])
def test_what_does_not_print_is_said(character: str) -> None:
    assert len(unprintable(f"a{character}{character}b")) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bob Nguyễn", "Bob Nguyễn"),
        ("B\u202eob\u0000", "Bob"),
        ("Bob \ue000", "Bob ?"),
        ("Bob \u13a0", "Bob ?"),
        ("e\u0301", "é"),
    ],
)
def test_what_must_be_printed_anyway_is_printed_as_far_as_it_can(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert unprintable(shown) == []


@pytest.mark.parametrize("character", ["\u200c", "\u200d", "\u00a0", "\u3000"])
def test_joiners_and_spaces_print(character: str) -> None:
    assert unprintable(f"a{character}b") == []


def test_characters_are_named() -> None:
    assert (describe("é"), describe("\ue000")) == ("latin small letter e with acute", "U+E000")


def test_every_character_that_is_taken_can_be_printed() -> None:
    points = (chr(point) for point in sorted(covered() | set(range(0x250))))
    small = (sign for sign in points if not unicodedata.name(sign, "").startswith(LARGE))
    composed = (sign for sign in small if unicodedata.normalize("NFC", sign) == sign)
    taken = [sign for sign in composed if not unprintable(sign)]

    pages = printed([" ".join(batch) for batch in batched(taken, 2000)])

    assert len(taken) > 10_000
    assert len(pages) == -(-len(taken) // 2000)
