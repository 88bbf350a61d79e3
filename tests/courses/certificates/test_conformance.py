"""Certificates are PDF/A-3a and PDF/UA-1 by the veraPDF rules."""

from datetime import date
from typing import Any

import pytest

from courses.certificates.drawing import draw_pdf
from courses.certificates.issuing import facts_for
from courses.editions.models import Edition
from tests.verapdf import broken_rules

NAMES = ["Alice Nguyễn", "محمد بن عبد الرحمن", "李小龍", "Ἀλέξανδρος", "A" * 150]


@pytest.mark.pdfcheck
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
@pytest.mark.parametrize("name", NAMES)
def test_a_certificate_breaks_no_rule(edition: Edition, name: str, flavour: str) -> None:
    facts: dict[str, Any] = facts_for(
        edition, started_on=date(2026, 11, 1), completed_on=date(2026, 11, 22)
    )
    pdf = draw_pdf(facts, name=name, serial="7QK4-M2WD-93HT", token="token")

    assert broken_rules(pdf, flavour) == []


@pytest.mark.pdfcheck
def test_a_broken_file_breaks_a_rule(edition: Edition) -> None:
    facts = facts_for(edition, started_on=date(2026, 11, 1), completed_on=date(2026, 11, 22))
    pdf = draw_pdf(facts, name="Alice", serial="7QK4-M2WD-93HT", token="token")

    assert broken_rules(pdf.replace(b"pdfaid:part", b"pdfaid:pert"), "3a") != []
