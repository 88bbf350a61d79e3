"""Asking for another name on certificates, and support's decision."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.saving import save_certificate_name
from courses.certificates.issuing import has_certificate
from courses.certificates.models import Certificate, NameCorrection
from courses.certificates.reissuing import reissue
from courses.certificates.revoking import NotValid
from courses.certificates.writing import locked_learner
from cpd.audit.recording import record
from cpd.outbox import mailer

if TYPE_CHECKING:
    from accounts.models import User

State = NameCorrection.State


class AlreadyAsked(Exception):
    """The learner's earlier request still waits for a decision."""


class SameName(Exception):
    """The name is that of the learner's valid certificates already."""


class AlreadyDecided(Exception):
    """The request was decided or withdrawn before."""


def ask_correction(learner: "User", *, name: str, explanation: str) -> NameCorrection:
    """Ask for another name on all of one's valid certificates. Raises AlreadyAsked."""
    try:
        with transaction.atomic():
            correction = NameCorrection.objects.create(
                learner=learner, name=name, explanation=explanation
            )
            record("certificate.correction_asked", actor=learner, subject=learner)
    except IntegrityError:
        raise AlreadyAsked from None
    return correction


def withdraw_correction(correction: NameCorrection) -> None:
    """Take one's own request back. Raises AlreadyDecided."""
    _decide(correction, State.WITHDRAWN, by=correction.learner, answer="")


@transaction.atomic
def grant_correction(
    correction: NameCorrection, *, by: "User", answer: str = ""
) -> list[Certificate]:
    """Issue every valid certificate of the learner anew with the name, and print it from now on.
    Raises AlreadyDecided."""
    learner = locked_learner(correction.learner_id)
    _decide(correction, State.GRANTED, by=by, answer=answer)
    learner.certificate_name = correction.name
    learner.save(update_fields=["certificate_name"])
    old = Certificate.objects.filter(learner=learner, state=Certificate.State.VALID)
    issued = [
        reissue(certificate, by=by, reason="The name was corrected.", name=correction.name)
        for certificate in old.exclude(name=correction.name)
    ]
    _tell(correction, count=len(issued))
    return issued


@transaction.atomic
def correct_by_staff(learner: "User", *, name: str, by: "User", reason: str) -> list[Certificate]:
    """Give a learner another name by staff's own decision, with all that a granted request does.
    Raises AlreadyAsked while the learner's own request waits, SameName, and NotValid for a closed
    account."""
    learner = locked_learner(learner.pk)
    if not learner.is_active:
        raise NotValid
    valid = Certificate.objects.filter(learner=learner, state=Certificate.State.VALID)
    if learner.certificate_name == name and not valid.exclude(name=name).exists():
        raise SameName
    if NameCorrection.objects.filter(learner=learner, state=State.ASKED).exists():
        raise AlreadyAsked
    record("certificate.name_by_staff", actor=by, subject=learner, reason=reason)
    if not has_certificate(learner):
        save_certificate_name(learner, name)
        return []
    correction = NameCorrection.objects.create(learner=learner, name=name, explanation=reason)
    return grant_correction(correction, by=by)


@transaction.atomic
def decline_correction(correction: NameCorrection, *, by: "User", answer: str) -> None:
    """Leave the certificates as they are, and tell the learner why. Raises AlreadyDecided."""
    locked_learner(correction.learner_id)
    _decide(correction, State.DECLINED, by=by, answer=answer)
    _tell(correction, count=0)


def _decide(correction: NameCorrection, state: State, *, by: "User", answer: str) -> None:
    waiting = NameCorrection.objects.filter(pk=correction.pk, state=State.ASKED)
    if not waiting.update(state=state, decided_at=timezone.now(), decided_by=by, answer=answer):
        raise AlreadyDecided
    correction.refresh_from_db()
    # The answer stays in the request, which is emptied with the account; the log only names it.
    act, thing = f"certificate.correction_{state}", str(correction.public_id)
    record(act, actor=by, subject=correction.learner, thing=thing)


def _tell(correction: NameCorrection, *, count: int) -> None:
    context = {"correction": correction, "count": count}
    cause = f"name_correction:{correction.public_id}"
    mailer.send_once("name_correction", to=correction.learner.email, cause=cause, context=context)
