"""A signed certificate with its credential is PDF/A-3a and PDF/UA-1 still, at every level."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from courses.certificates.credentials.building import sample_document
from courses.certificates.credentials.keeping import signed_text
from courses.certificates.drawing import draw_pdf
from courses.certificates.issuing import facts_for
from courses.certificates.signing.checking import check_pdf
from courses.certificates.signing.pdfs import sign_pdf
from courses.editions.models import Edition
from tests.signing import stamper, stamper_root
from tests.verapdf import broken_rules

LAYOUTS = ("full", "page")
FLAVOURS = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
DAY = date(2026, 11, 22)


def draw(edition: Edition, layout: str) -> bytes:
    facts = facts_for(edition, started_on=DAY, completed_on=DAY)
    words: dict[str, Any] = {"name": "Alice Nguyễn", "serial": "7QK4-M2WD-93HT", "token": "token"}
    document = sample_document(facts, edition, **words, issued_at=timezone.now())
    credential = signed_text(document).encode()
    return draw_pdf(facts, **words, layout=layout, credential=credential)


def files(drawing: bytes, settings: Any) -> dict[str, bytes]:
    """Return a drawing and its signed copies by level."""
    signed = [sign_pdf(drawing), sign_pdf(drawing, timestamper=stamper())]
    settings.TIMESTAMP_ROOTS = stamper_root()
    signed.append(sign_pdf(drawing, timestamper=stamper()))
    settings.TIMESTAMP_ROOTS = ""
    return {"unsigned": drawing} | {file.level: file.content for file in signed}


@pytest.mark.pdfcheck
def test_no_signature_breaks_a_rule(
    edition: Edition, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    table, broken = [f"{'layout':<8}{'level':<10}{'signature':<11}PDF/A-3a  PDF/UA-1"], []
    for layout in LAYOUTS:
        for level, content in files(draw(edition, layout), settings).items():
            found = {name: broken_rules(content, flavour) for flavour, name in FLAVOURS.items()}
            broken += [(layout, level, name, rules) for name, rules in found.items() if rules]
            cells = "".join(f"{'broken' if rules else 'pass':<10}" for rules in found.values())
            signature = check_pdf(content).signature
            table.append(f"{layout:<8}{level:<10}{signature:<11}{cells}")

    with capsys.disabled():
        print("\n" + "\n".join(table))  # noqa: T201 the table is for whoever runs it
    assert broken == []
    assert len(table) == 9
