"""What a check says about a certificate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from courses.certificates.models import Certificate
from courses.editions.models import Edition


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
        return f"{done}, which is current" if done == self.current_edition else f"{done}; {self.current_edition} is current"


def judge(certificate: Certificate | None, *, by_file: bool = False) -> Verdict:
    """Return what can be said about a certificate now."""
    now = timezone.now()
    if certificate is None:
        return Verdict(None, by_file, now)
    course = certificate.completion.edition.course_id
    current = Edition.objects.live().filter(course=course).values_list("number", flat=True).first()
    return Verdict(certificate, by_file, now, current)
