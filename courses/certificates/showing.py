"""What a check says about a certificate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.safestring import mark_safe

from courses.catalogue.covers import draw_cover
from courses.certificates.drawing import qr_code
from courses.certificates.models import Certificate
from courses.editions.models import Edition

PRINTED = {
    "duration": "Duration",
    "basis": "How the minutes were worked out",
    "mode": "Mode",
    "assessed": "Assessed",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check; without a certificate it is unknown."""

    certificate: Certificate | None
    by_file: bool
    checked_at: datetime
    current_edition: int | None = None

    @property
    def state(self) -> str:
        """One of valid, superseded, revoked, unknown."""
        return self.certificate.state if self.certificate else "unknown"

    @property
    def facts(self) -> dict[str, Any]:
        """Everything that is printed; nothing for a certificate that was replaced."""
        return self.certificate.facts if self.certificate and self.state != "superseded" else {}

    @property
    def started_on(self) -> date | None:
        """When the learner began."""
        return date.fromisoformat(self.facts["started_on"]) if self.facts else None

    @property
    def edition_words(self) -> str:
        """Which edition was completed, and which is current."""
        if not self.certificate:
            return ""
        done = self.certificate.edition_number
        if self.current_edition is None:
            return f"{done}; the course is no longer offered"
        return (
            f"{done}, which is current"
            if done == self.current_edition
            else f"{done}; {self.current_edition} is current"
        )


def judge(certificate: Certificate | None, *, by_file: bool = False) -> Verdict:
    """Return what can be said about a certificate now."""
    now = timezone.now()
    if certificate is None:
        return Verdict(None, by_file, now)
    course = certificate.completion.edition.course_id
    current = Edition.objects.live().filter(course=course).values_list("number", flat=True).first()
    return Verdict(certificate, by_file, now, current)


def page_of(certificate: Certificate) -> dict[str, Any]:
    """Return what a certificate's own page shows: its picture, drawn from the frozen facts."""
    facts = certificate.facts
    address = f"{facts['verify_base']}{certificate.token}/"
    provider = facts["provider"]
    example = " (example)" if provider["is_example"] else ""
    issuer = f"{provider['name']}, {provider['registration']}{example}"
    place = facts["verify_base"].split("://")[-1]
    started_on = date_format(date.fromisoformat(facts["started_on"]), "j F Y")
    preview = {
        "provider_name": facts["brand"],
        "learner_name": certificate.name,
        "course_title": facts["title"],
        "edition_line": f"Edition {facts['edition']}, started {started_on}, completed",
        "completed": date_format(certificate.completed_on, "j F Y"),
        "facts": [(label, facts[key]) for key, label in PRINTED.items()],
        "claims": [f"{facts['duration']} of learning"],
        "author": facts["author"],
        "outcomes": facts["outcomes"],
        "serial": certificate.serial,
        "check_line": f"Check it at {place}, by this number or this code.",
        "provider_line": f"{issuer}. {facts['statement']}",
    }
    return {
        "certificate": certificate,
        "preview": preview,
        "verify_address": address,
        "cover": mark_safe(draw_cover(facts["topic"], facts["slug"])),  # noqa: S308 our own drawing
        "qr": mark_safe(qr_code(address)),  # noqa: S308 our own drawing
    }
