"""What a credential says: Open Badges 3.0 on the W3C's data model 2.0, from frozen facts."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from courses.certificates.credentials.contexts import OB3, VC2
from courses.certificates.credentials.issuer import issuer_did
from courses.certificates.credentials.places import REASONS, status_entries
from courses.certificates.credentials.proofs import Document, moment
from courses.certificates.models import Certificate
from courses.editions.models import Edition

SAMPLE = "Sample, not a record of anybody’s learning: "


def document_of(certificate: Certificate) -> Document:
    """Return the credential of a certificate, unsigned. Of the person it holds hashes only."""
    learner = certificate.learner
    identities = {"name": certificate.name}
    if learner.is_active:
        identities["emailAddress"] = learner.email.lower()
    document = _document(
        certificate.facts,
        certificate.completion.edition,
        address=certificate.verify_address,
        serial=certificate.serial,
        issued_at=certificate.issued_at,
        identities=identities,
    )
    base = certificate.facts["verify_base"]
    document["credentialStatus"] = status_entries(base, certificate.status_index)
    return document


def sample_document(
    facts: Mapping[str, Any],
    edition: Edition,
    *,
    name: str,
    serial: str,
    token: str,
    issued_at: datetime,
) -> Document:
    """Return the credential of a sample, marked as one; it has no status, it was never valid."""
    document = _document(
        facts,
        edition,
        address=f"{facts['verify_base']}{token}/",
        serial=serial,
        issued_at=issued_at,
        identities={"name": name},
    )
    achievement = document["credentialSubject"]["achievement"]
    document["name"] = achievement["name"] = f"{SAMPLE}{facts['title']}"
    return document


def is_sample(document: Mapping[str, Any]) -> bool:
    """Whether a credential is marked as a sample."""
    return str(document.get("name", "")).startswith(SAMPLE)


def identity(kind: str, value: str) -> dict[str, Any]:
    """Return an identity as a salted hash, which confirms what somebody types and tells nobody
    anything else (Open Badges 3.0, IdentityObject)."""
    salt = secrets.token_hex(16)
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${hashlib.sha256(f'{value}{salt}'.encode()).hexdigest()}",
        "identityType": kind,
        "salt": salt,
    }


def _document(
    facts: Mapping[str, Any],
    edition: Edition,
    *,
    address: str,
    serial: str,
    issued_at: datetime,
    identities: Mapping[str, str],
) -> Document:
    site = facts["verify_base"].removesuffix("verify/")
    return {
        "@context": [VC2, OB3],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts["title"],
        "issuer": {
            "id": issuer_did(),
            "type": ["Profile"],
            "name": facts["provider"]["name"],
            "url": site,
        },
        "validFrom": moment(issued_at),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [identity(kind, value) for kind, value in identities.items()],
            "licenseNumber": serial,
            "activityStartDate": f"{facts['started_on']}T00:00:00Z",
            "activityEndDate": f"{facts['completed_on']}T00:00:00Z",
            "creditsEarned": credits_of(edition.minutes),
            "achievement": _achievement(facts, edition),
        },
    }


def _achievement(facts: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    image = f"{facts['verify_base']}badges/{edition.course_id}/{edition.number}.svg"
    outcomes = "\n".join(f"- {outcome}" for outcome in facts["outcomes"])
    return {
        "id": f"{image}#achievement",
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": facts["title"],
        "version": str(facts["edition"]),
        "description": edition.summary,
        "creditsAvailable": credits_of(edition.minutes),
        "criteria": {
            "narrative": (
                f"Every part of the course completed. Assessed: {facts['assessed']}. "
                f"Outcomes:\n{outcomes}\n{facts['statement']}"
            )
        },
        "image": {
            "id": image,
            "type": "Image",
            "caption": f"Badge of the course {facts['title']}",
        },
    }


def credits_of(minutes: int) -> int | float:
    """Return hours of CPD to two places; whole ones as whole numbers."""
    hours = round(minutes / 60, 2)
    return int(hours) if hours == int(hours) else hours


__all__ = ["REASONS", "credits_of", "document_of", "identity", "is_sample", "sample_document"]
