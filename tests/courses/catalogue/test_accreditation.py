"""Accreditations: for which edition on which day, and what is refused."""

from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.models import ProfessionalBody
from courses.catalogue.models import Accreditation, Course
from tests.bodies import make_accreditation, make_body
from tests.factories import make_course

JUNE = date(2026, 6, 1)


@pytest.fixture
def amt(db: None) -> ProfessionalBody:
    """A body."""
    return make_body("amt")


@pytest.fixture
def vagus(db: None) -> Course:
    """A course."""
    return make_course()


@pytest.mark.parametrize(
    ("day", "edition", "is_valid"),
    [
        (date(2025, 12, 31), 2, False),
        (date(2026, 1, 1), 2, True),
        (date(2026, 12, 31), 2, True),
        (date(2027, 1, 1), 2, False),
        (JUNE, 1, False),
        (JUNE, 3, True),
        (JUNE, 4, False),
    ],
)
def test_it_is_judged_on_the_day_and_by_the_edition(
    vagus: Course, amt: ProfessionalBody, day: date, edition: int, *, is_valid: bool
) -> None:
    make_accreditation(vagus, amt, from_edition=2, to_edition=3)

    assert Accreditation.objects.valid_for(vagus, edition, day).exists() is is_valid


def test_an_open_one_holds_for_any_edition_until_further_notice(
    vagus: Course, amt: ProfessionalBody
) -> None:
    make_accreditation(vagus, amt, valid_until=None)

    assert Accreditation.objects.valid_for(vagus, 99, date(2050, 1, 1)).exists()
    assert not Accreditation.objects.valid_for(make_course("other"), 1, JUNE).exists()


@pytest.mark.parametrize(
    "values",
    [
        {"valid_until": date(2026, 1, 1)},
        {"valid_until": date(2025, 1, 1)},
        {"from_edition": 3, "to_edition": 2},
        {"unit": ""},
        {"amount": None},
        {"amount": Decimal(0)},
        {"number": ""},
    ],
    ids=str,
)
def test_what_does_not_fit_together_is_refused_by_form_and_database(
    vagus: Course, amt: ProfessionalBody, values: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_accreditation(vagus, amt, **values)
    with pytest.raises(ValidationError):
        unsaved(vagus, amt, **values).full_clean()


def test_an_accreditation_may_come_without_points(vagus: Course, amt: ProfessionalBody) -> None:
    plain = unsaved(vagus, amt, amount=None, unit="")
    plain.full_clean()
    plain.save()

    assert Accreditation.objects.get().amount is None


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({}, True),
        ({"valid_from": date(2026, 12, 31), "valid_until": None}, True),
        ({"valid_from": date(2025, 1, 1), "valid_until": date(2026, 1, 1)}, True),
        ({"valid_from": date(2027, 1, 1), "valid_until": None}, False),
        ({"valid_from": date(2025, 1, 1), "valid_until": date(2025, 12, 31)}, False),
        ({"from_edition": 3}, False),
        ({"from_edition": 2}, True),
        ({"to_edition": 1}, True),
    ],
    ids=str,
)
def test_two_at_once_for_one_edition_are_refused(
    vagus: Course, amt: ProfessionalBody, values: dict[str, Any], *, is_refused: bool
) -> None:
    make_accreditation(vagus, amt, "OLD-1", to_edition=2)
    make_accreditation(vagus, make_body("other"))
    make_accreditation(make_course("other"), amt)

    refusal = pytest.raises(ValidationError, match="AMT OLD-1 covers this course and edition 1 Ja")
    with refusal if is_refused else nullcontext():
        unsaved(vagus, amt, **values).full_clean()


@pytest.mark.parametrize("field", ["number", "unit", "category"])
def test_what_cannot_be_printed_is_named(vagus: Course, amt: ProfessionalBody, field: str) -> None:
    with pytest.raises(ValidationError, match="right-to-left override") as refusal:
        unsaved(vagus, amt, **{field: "A\u202eB"}).full_clean()

    assert set(refusal.value.message_dict) == {field}


@pytest.mark.parametrize(
    ("name", "content", "is_refused"),
    [
        ("letter.pdf", b"%PDF-1.7 words", False),
        ("letter.PNG", b"\x89PNG\r\n\x1a\n", False),
        ("letter.pdf", b"<html>", True),
        ("letter.html", b"<html>", True),
        ("letter.svg", b"<svg>", True),
    ],
)
def test_evidence_is_a_pdf_or_a_picture(
    vagus: Course, amt: ProfessionalBody, name: str, content: bytes, *, is_refused: bool
) -> None:
    row = unsaved(vagus, amt)
    row.evidence = ContentFile(content, name)

    with pytest.raises(ValidationError, match="PDF") if is_refused else nullcontext():
        row.full_clean()


def unsaved(course: Course, body: ProfessionalBody, **values: Any) -> Accreditation:
    defaults = {
        "number": "A-123",
        "amount": Decimal("2.5"),
        "unit": "CPE points",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    }
    return Accreditation(course=course, body=body, **{**defaults, **values})
