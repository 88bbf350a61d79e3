"""Issuing a certificate anew with another name or other bodies; the old one is superseded."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from courses.certificates.models import Certificate
from courses.certificates.revoking import NotValid
from courses.certificates.writing import locked_learner, write_certificate
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def reissue(certificate: Certificate, *, by: "User", reason: str, **changed: Any) -> Certificate:
    """Write a new certificate, with its own serial, that differs in `name`, `memberships` or
    `facts`, and supersede the old one. Raises NotValid for one that was superseded or revoked, or
    whose name is withheld."""
    locked_learner(certificate.learner_id)
    certificate = Certificate.objects.select_related("completion__enrolment__learner").get(
        pk=certificate.pk
    )
    if not certificate.is_valid or certificate.name_withheld_at:
        raise NotValid
    Certificate.objects.filter(pk=certificate.pk).update(state=Certificate.State.SUPERSEDED)
    values = {
        "name": certificate.name,
        "memberships": certificate.memberships,
        "facts": certificate.facts,
        **changed,
    }
    new = write_certificate(certificate.completion, replaces=certificate, **values)
    record(
        "certificate.superseded",
        actor=by,
        subject=certificate.learner,
        thing=certificate.serial,
        reason=reason,
        replaced_by=new.serial,
    )
    return new
