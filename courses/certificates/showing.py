"""What a check says about a certificate."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.safestring import mark_safe

from courses.catalogue.covers import draw_cover
from courses.certificates.checking_files import FileCheck, check_file
from courses.certificates.drawing import qr_code
from courses.certificates.models import Certificate
from courses.certificates.signing.verdicts import Signature
from courses.certificates.withholding import is_named
from courses.certificates.wording import issuer_words
from courses.editions.models import Edition

type State = Literal["valid", "superseded", "revoked", "doctored", "sample", "signed", "unknown"]
STATES: dict[Certificate.State, State] = {
    Certificate.State.VALID: "valid",
    Certificate.State.SUPERSEDED: "superseded",
    Certificate.State.REVOKED: "revoked",
}
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
    checked_at: datetime
    current_edition: int | None = None
    is_named: bool | None = None  # whether a typed name is the certificate's
    file: FileCheck | None = None  # what was dropped
    replaced_by: Certificate | None = None

    @property
    def state(self) -> State:
        """One of valid, superseded, revoked, unknown; of a file also doctored, sample, signed."""
        if self.file is not None:
            return _state_of_file(self.file)
        return _state_of(self.certificate)

    @property
    def facts(self) -> dict[str, Any]:
        """Everything that is printed; nothing for a certificate that was replaced, nor beside a
        file that is not as we issued it."""
        is_shown = self.state in {Certificate.State.VALID, Certificate.State.REVOKED}
        return self.certificate.facts if self.certificate and is_shown else {}

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The claims that are printed, each with its membership number."""
        return bodies_of(self.certificate) if self.certificate and self.facts else []

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
        day = date_format(self.certificate.completed_on, "j F Y")
        if self.current_edition is None:
            return f"{done}; the course is no longer offered"
        return (
            f"{done}, which is current"
            if done == self.current_edition
            else f"{done}, completed on {day}; edition {self.current_edition} is current"
        )


def find_by(**number: str) -> Certificate | None:
    """Return the certificate with this `serial` or `token`, with what a verdict reads."""
    return Certificate.objects.select_related("completion__edition").filter(**number).first()


def newest_of(certificate: Certificate) -> Certificate:
    """Return the certificate that counts for the same completion: the end of all replacements."""
    return Certificate.objects.filter(completion=certificate.completion_id).latest("pk")


def judge_file(content: bytes) -> Verdict:
    """Return what can be said about a file: its signature, its credential and our record."""
    file = check_file(content)
    return replace(judge(file.certificate), file=file)


def _state_of(certificate: Certificate | None) -> State:
    return "unknown" if certificate is None else STATES[Certificate.State(certificate.state)]


def _state_of_file(file: FileCheck) -> State:
    """Our record decides, but only beside a file that is what we made."""
    if file.is_doctored:
        return "doctored"
    if file.is_sample:
        return "sample"
    if file.certificate and (file.is_kept or file.matches_record):
        return _state_of(file.certificate)
    return "signed" if file.pdf.signature == Signature.INTACT else "unknown"


def judge(certificate: Certificate | None, *, typed_name: str = "") -> Verdict:
    """Return what can be said about a certificate now, and whether it has a typed name."""
    now = timezone.now()
    if certificate is None:
        return Verdict(None, now)
    course = certificate.completion.edition.course_id
    current = Edition.objects.live().filter(course=course).values_list("number", flat=True).first()
    is_shown = certificate.state != Certificate.State.SUPERSEDED
    named = is_named(certificate, typed_name) if typed_name and is_shown else None
    later = None if is_shown else newest_of(certificate)
    return Verdict(certificate, now, current, named, replaced_by=later)


def bodies_of(certificate: Certificate) -> list[dict[str, Any]]:
    """Return the claims of a certificate with name, words and membership number."""
    return [
        {
            "name": body["name"],
            "words": body["words"],
            "number": certificate.memberships.get(body["slug"], ""),
            "accreditation": body.get("accreditation"),
        }
        for body in certificate.facts.get("bodies", [])
    ]


def page_of(certificate: Certificate) -> dict[str, Any]:
    """Return what a certificate's own page shows: its picture, drawn from the frozen facts."""
    facts = certificate.facts
    address = certificate.verify_address
    issuer = issuer_words(facts["provider"])
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
        "bodies": bodies_of(certificate),
        "is_unassessed": facts["assessed"] == "No",
        "author": facts["author"],
        "outcomes": facts["outcomes"],
        "serial": certificate.serial,
        "check_line": f"Check it at {place}, by this number or this code.",
        "provider_line": f"{issuer}. {facts['statement']}",
    }
    return {
        "certificate": certificate,
        "linkedin": linkedin_address(certificate),
        "preview": preview,
        "verify_address": address,
        "cover": mark_safe(draw_cover(facts["topic"], facts["slug"])),  # noqa: S308 our own drawing
        "qr": mark_safe(qr_code(address)),  # noqa: S308 our own drawing
    }


def linkedin_address(certificate: Certificate) -> str:
    """Return the address that fills LinkedIn's own form for a certificate; it is opened by a click
    alone."""
    words = {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.course_title,
        "organizationName": certificate.facts["brand"],
        "issueYear": certificate.completed_on.year,
        "issueMonth": certificate.completed_on.month,
        "certId": certificate.serial,
        "certUrl": certificate.verify_address,
    }
    return f"https://www.linkedin.com/profile/add?{urlencode(words)}"
