"""Which of a learner's professional bodies a certificate names, and what it supports as a claim to
each."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.models import BodyMembership
from courses.catalogue.claims import claims_for
from courses.certificates.models import Certificate
from courses.certificates.reissuing import reissue

if TYPE_CHECKING:
    from accounts.models import User
    from courses.editions.models import Edition


def chosen_memberships(learner: "User") -> list[BodyMembership]:
    """Return the memberships that the learner lets certificates print."""
    rows = BodyMembership.objects.filter(learner=learner, on_certificates=True)
    return list(rows.select_related("body").order_by("body__name"))


def claims_of(
    memberships: Iterable[BodyMembership], *, edition: "Edition", on: date
) -> list[dict[str, Any]]:
    """Return what an edition completed on a day supports as a claim to each body, as a certificate
    keeps it; points and number are those of an accreditation valid on that day."""
    claims = claims_for(
        [membership.body for membership in memberships],
        course=edition.course,
        edition_number=edition.number,
        minutes=edition.minutes,
        on=on,
    )
    return [claim.to_json() for claim in claims]


def numbers_of(memberships: Iterable[BodyMembership]) -> dict[str, str]:
    """Return the membership numbers by body, of those that have one."""
    return {row.body.slug: row.number for row in memberships if row.number}


def choose_bodies(
    certificate: Certificate, memberships: Sequence[BodyMembership], *, by: "User"
) -> Certificate:
    """Issue a certificate anew for other bodies or numbers; the same ones change nothing. Raises
    NotValid."""
    edition = certificate.completion.edition
    claims = claims_of(memberships, edition=edition, on=certificate.completed_on)
    numbers = numbers_of(memberships)
    if claims == certificate.facts.get("bodies", []) and numbers == certificate.memberships:
        return certificate
    facts = {**certificate.facts, "bodies": claims}
    reason = "Other professional bodies were chosen."
    return reissue(certificate, by=by, reason=reason, facts=facts, memberships=numbers)
