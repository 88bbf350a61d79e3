"""Professional bodies, their rules and accreditations, made valid by plain functions."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import PointRule, ProfessionalBody
from courses.catalogue.models import Accreditation, Course


def make_body(slug: str = "amt", **values: Any) -> ProfessionalBody:
    """Make a body that counts in points."""
    defaults = {
        "name": f"Association {slug}",
        "abbreviation": slug.upper(),
        "country": "AU",
        "kind": ProfessionalBody.Kind.ASSOCIATION,
        "website": f"https://{slug}.example/",
        "unit_singular": "CPE point",
        "unit_plural": "CPE points",
        "confidence": "high",
    }
    body: ProfessionalBody = ProfessionalBody.objects.create(slug=slug, **{**defaults, **values})
    return body


def make_rule(body: ProfessionalBody, **values: Any) -> PointRule:
    """Make a rule: an hour is a point."""
    defaults = {
        "minutes_per_unit": 60,
        "source_url": "https://rules.example/",
        "as_of": "2024-07-26",
        "confidence": "high",
    }
    return PointRule.objects.create(body=body, **{**defaults, **values})


def make_accreditation(
    course: Course, body: ProfessionalBody, number: str = "A-123", **values: Any
) -> Accreditation:
    """Accredit a course for the year 2026 with 2.5 points."""
    defaults = {
        "amount": Decimal("2.5"),
        "unit": "CPE points",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    }
    return Accreditation.objects.create(
        course=course, body=body, number=number, **{**defaults, **values}
    )
