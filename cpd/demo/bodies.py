"""The demo's bodies: the real ones without any approval of ours, and one example a country that
gives some."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.joining import join_body
from accounts.loading import load_bodies
from accounts.models import ProfessionalBody, User
from courses.catalogue.models import Accreditation, Course

EXAMPLES = {"AU": "example-au", "GB": "example-gb"}
NAME = "Example Association of Bodywork (example)"
MEMBERS = (
    ("learner@example.org", "amt", "1-2345"),
    ("learner@example.org", "example-au", "EX-1001"),
    ("learner.uk@example.org", "fht", "123456"),
    ("learner.uk@example.org", "example-gb", "EX-2002"),
)
FLAGSHIP = "massage-anxiety-brain-gut"
ACCREDITED = (
    ("example-au", FLAGSHIP, "EXAMPLE-17", Decimal(3)),
    ("example-au", "red-flags-referral", "EXAMPLE-18", Decimal("1.5")),
    ("example-gb", FLAGSHIP, "EXAMPLE-21", Decimal(3)),
)
ENDING = timedelta(days=75)  # soon enough to stand on the studio's first page


def make_bodies() -> None:
    """Load the bodies, make the example ones, and let the learners join, once."""
    load_bodies()
    for country, slug in EXAMPLES.items():
        _, is_new = ProfessionalBody.objects.get_or_create(
            slug=slug,
            defaults={
                "name": NAME,
                "abbreviation": "EXAMPLE",
                "country": country,
                "kind": ProfessionalBody.Kind.ASSOCIATION,
                "unit_singular": "CPD point",
                "unit_plural": "CPD points",
                "notes": "Not a real body: it shows what an accreditation looks like.",
            },
        )
        if is_new:
            _join(country)


def _join(country: str) -> None:
    for email, slug, number in MEMBERS:
        learner = User.objects.get(email=email)
        if learner.country == country:
            join_body(learner, ProfessionalBody.objects.get(slug=slug), number=number)


def accredit() -> None:
    """Let the example bodies accredit courses, once; no real body is said to."""
    if Accreditation.objects.exists():
        return
    today = timezone.localdate()
    for slug, course, number, points in ACCREDITED:
        Accreditation.objects.create(
            body=ProfessionalBody.objects.get(slug=slug),
            course=Course.objects.get(slug=course),
            number=number,
            amount=points,
            unit="CPD points",
            valid_from=date(today.year, 1, 1),
            valid_until=today + ENDING if number == "EXAMPLE-17" else date(today.year + 1, 12, 31),
            note="An example for the demo.",
        )
