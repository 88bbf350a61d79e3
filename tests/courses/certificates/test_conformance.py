"""Certificates and transcripts are PDF/A-3a and PDF/UA-1 by the veraPDF rules."""

from datetime import date
from typing import Any

import pytest

from courses.certificates.drawing import draw_pdf
from courses.certificates.issuing import facts_for
from courses.certificates.transcripts import draw_transcript
from courses.editions.models import Edition
from tests.courses.certificates.test_transcripts import transcript
from tests.verapdf import broken_rules

NAMES = ["Alice Nguyễn", "محمد بن عبد الرحمن", "李小龍", "Ἀλέξανδρος", "ស៊ីនប៊ែត ជូនី", "A" * 200]
FLAVOURS = ["3a", "ua1"]
LAYOUTS = ["full", "page"]
BODIES = [
    {
        "slug": f"body-{number}",
        "name": "An association of massage therapists",
        "abbreviation": "AAMT",
        "words": "3 CPE points, accreditation 123, valid 1 January 2026 to 31 December 2026",
        "accreditation": None,
    }
    for number in range(8)
]


def draw(edition: Edition, name: str, *, layout: str = "full", **values: Any) -> bytes:
    facts = facts_for(edition, started_on=date(2026, 11, 1), completed_on=date(2026, 11, 22))
    return draw_pdf(
        {**facts, **values},
        name=name,
        serial="7QK4-M2WD-93HT",
        token="token",
        memberships={"body-1": "12345"},
        credential=b'{"type": ["VerifiableCredential"]}',
        layout=layout,
    )


@pytest.mark.pdfcheck
@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_certificate_breaks_no_rule(
    edition: Edition, name: str, layout: str, flavour: str
) -> None:
    pdf = draw(edition, name, layout=layout, bodies=BODIES[:2])

    assert broken_rules(pdf, flavour) == []


@pytest.mark.pdfcheck
@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_certificate_with_much_to_say_breaks_no_rule(
    edition: Edition, layout: str, flavour: str
) -> None:
    pdf = draw(
        edition,
        "ស៊ីនប៊ែត " * 20,
        layout=layout,
        bodies=BODIES,
        outcomes=["An outcome in many words, " * 12] * 10,
        title="A long title of a course " * 6,
    )

    assert broken_rules(pdf, flavour) == []


@pytest.mark.pdfcheck
@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sample_breaks_no_rule(edition: Edition, layout: str, flavour: str) -> None:
    facts = facts_for(edition, started_on=date(2026, 11, 1), completed_on=date(2026, 11, 22))
    pdf = draw_pdf(facts, name="Alice", serial="S", token="t", layout=layout, is_sample=True)

    assert broken_rules(pdf, flavour) == []


@pytest.mark.pdfcheck
@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("count", [0, 3, 90])
def test_a_transcript_breaks_no_rule(count: int, flavour: str) -> None:
    pdf = draw_transcript(transcript(count, name="ស៊ីនប៊ែត ជូនី"))

    assert broken_rules(pdf, flavour) == []


@pytest.mark.pdfcheck
def test_a_broken_file_breaks_a_rule(edition: Edition) -> None:
    pdf = draw(edition, "Alice")

    assert broken_rules(pdf.replace(b"pdfaid:part", b"pdfaid:pert"), "3a") != []
