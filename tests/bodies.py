"""Professional bodies and their rules, made valid by plain functions."""

from typing import Any

from accounts.models import PointRule, ProfessionalBody


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
