"""Names in every script that we claim come back from the PDF to the letter."""

import re
import unicodedata
from datetime import date

import pytest
from django.conf import settings

from courses.certificates.transcripts import Transcript, draw_transcript
from tests.courses.certificates.test_drawing import draw
from tests.printing import accepted, printed
from tests.reading import pages_of
from tests.scripts import SYLLABLES, made_up


def letters_of(pdf: bytes) -> str:
    """Return all pages' text in NFC, without spaces: lines break where they like."""
    return unicodedata.normalize("NFC", "".join("".join(pages_of(pdf)).split()))


def test_two_thousand_names_in_all_scripts_are_printed_to_the_letter() -> None:
    names = [name for _, name in made_up(2_000, seed=20261126)]

    kept, refused = accepted(names)

    assert refused == {}
    assert [pair for pair in zip(kept, printed(kept), strict=True) if len(set(pair)) > 1] == []


@pytest.mark.parametrize("layout", ["full", "page"])
def test_the_certificate_itself_gives_names_in_all_scripts_back(layout: str) -> None:
    lost = [
        script
        for script, name in made_up(len(SYLLABLES), seed=7)
        if "".join(name.split()) not in letters_of(draw(name, layout=layout))
    ]

    assert lost == []


@pytest.mark.parametrize(
    "script", ["Khmer", "Thai", "Myanmar", "Bengali", "Latin with loose marks"]
)
def test_a_name_over_several_lines_comes_back_whole(script: str) -> None:
    names = [name for made, name in made_up(600, seed=3) if made == script]
    name = " ".join(names)[:200].strip()

    assert "".join(name.split()) in letters_of(draw(name, layout="page"))


@pytest.mark.parametrize("script", ["Khmer", "Hebrew"])
def test_a_transcript_gives_the_name_back(script: str) -> None:
    name = next(name for made, name in made_up(99, seed=5) if made == script)
    transcript = Transcript(
        name, "Massage CPD", [], date(2026, 11, 26), "https://example.org/verify/", "A record."
    )

    assert "".join(name.split()) in letters_of(draw_transcript(transcript))


def test_the_scripts_that_we_claim_are_those_that_are_tried() -> None:
    variants = {"Latin with loose marks", "Vietnamese", "Greek with breathings", "Persian and Urdu"}

    assert claimed() == SYLLABLES.keys() - variants


def claimed() -> set[str]:
    """Return the scripts that the documentation names."""
    told = " ".join((settings.BASE_DIR / "docs" / "operations.md").read_text("utf-8").split())
    sentence = told.partition("invoices print names in ")[2].partition(".")[0]
    return set(re.sub(r" \([^)]*\)", "", sentence).replace(" and ", ", ").split(", "))
