"""Merging: one transaction in which everything of the duplicate goes over and it closes."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import BodyMembership, User
from courses.attempts.models import QuizAttempt
from courses.certificates.issuing import issue_waiting
from courses.certificates.models import NameCorrection
from courses.enrolment.models import Enrolment
from cpd.audit.recording import record
from cpd.outbox import mailer
from cpd.support.merging.planning import OWNED, owned, plan_of
from cpd.support.merging.rounds import join
from cpd.support.models import AccountMerge
from payments.models import Order

KEPT_IF_SAID = ("certificate_name", "country", "time_zone", "first_name", "last_name")


class CannotMerge(Exception):
    """The accounts cannot be merged; the message says why."""


@transaction.atomic
def merge(survivor: User, duplicate: User, *, by: User, reason: str) -> AccountMerge:
    """Bring all that the duplicate owns to the survivor, and close the duplicate. Raises
    CannotMerge."""
    survivor, duplicate = _locked(survivor, duplicate)
    plan = plan_of(survivor, duplicate)
    if plan.problems:
        raise CannotMerge(" ".join(plan.problems))
    address = duplicate.email
    moved = {**plan.counts, "courses": len(plan.courses), "joined": len(plan.joined)}
    _move_courses(survivor, duplicate)
    _answer_second_request(survivor, duplicate, by=by)
    _move_owned(survivor, duplicate)
    _move_bodies(survivor, duplicate)
    _take_over(survivor, duplicate)
    _close(survivor, duplicate)
    AccountMerge.objects.filter(survivor=duplicate).update(survivor=survivor)
    merged = AccountMerge.objects.create(
        survivor=survivor, duplicate=duplicate, address=address, moved=moved, by=by
    )
    details = {"into": str(survivor.public_id), **moved}
    for subject, other in ((duplicate, survivor), (survivor, duplicate)):
        thing = str(other.public_id)
        record("account.merged", actor=by, subject=subject, thing=thing, reason=reason, **details)
    issue_waiting(survivor)
    _tell(survivor, addresses={survivor.email, *plan.addresses})
    return merged


def _locked(survivor: User, duplicate: User) -> tuple[User, User]:
    """Lock in the order of those who lock less: orders, attempts, enrolments, people."""
    pks = [survivor.pk, duplicate.pk]
    rows: tuple[Any, ...] = (
        Order.objects.filter(user__in=pks),
        QuizAttempt.objects.filter(enrolment__learner__in=pks),
        Enrolment.objects.filter(learner__in=pks),
    )
    for found in rows:
        list(found.select_for_update(of=("self",)).order_by("pk").only("pk"))
    people = {user.pk: user for user in User.objects.select_for_update().filter(pk__in=pks)}
    return people[survivor.pk], people[duplicate.pk]


def _move_courses(survivor: User, duplicate: User) -> None:
    own = {row.course_id: row for row in Enrolment.objects.filter(learner=survivor)}
    for enrolment in Enrolment.objects.filter(learner=duplicate).order_by("pk"):
        if kept := own.get(enrolment.course_id):
            join(kept, enrolment)
        else:
            Enrolment.objects.filter(pk=enrolment.pk).update(learner=survivor)


def _answer_second_request(survivor: User, duplicate: User, *, by: User) -> None:
    """Only one request for another name waits for each learner; the survivor's does."""
    asked = NameCorrection.objects.filter(state=NameCorrection.State.ASKED)
    if asked.filter(learner=survivor).exists():
        asked.filter(learner=duplicate).update(
            state=NameCorrection.State.WITHDRAWN, decided_at=timezone.now(), decided_by=by
        )


def _move_owned(survivor: User, duplicate: User) -> None:
    for name, rows in owned(duplicate).items():
        rows.update(**{OWNED[name][1]: survivor})


def _move_bodies(survivor: User, duplicate: User) -> None:
    own = list(survivor.memberships.values_list("body", flat=True))
    BodyMembership.objects.filter(learner=duplicate).exclude(body__in=own).update(learner=survivor)


def _take_over(survivor: User, duplicate: User) -> None:
    """What the survivor has not said of themselves, the duplicate says."""
    for name in KEPT_IF_SAID:
        if not getattr(survivor, name):
            setattr(survivor, name, getattr(duplicate, name))
    survivor.save(update_fields=KEPT_IF_SAID)


def _close(survivor: User, duplicate: User) -> None:
    """End every way to sign in; an address that was proved becomes a second one of the survivor."""
    for session in UserSession.objects.filter(user=duplicate):
        session.end()
    Authenticator.objects.filter(user=duplicate).delete()
    duplicate.email = f"{duplicate.public_id}@closed.invalid"
    duplicate.is_active = False
    duplicate.set_unusable_password()
    duplicate.save(update_fields=["email", "is_active", "password"])
    verified = EmailAddress.objects.filter(user=duplicate, verified=True)
    for address in verified:
        EmailAddress.objects.filter(user=survivor, email__iexact=address.email).delete()
        EmailAddress.objects.filter(pk=address.pk).update(user=survivor, primary=False)
    EmailAddress.objects.filter(user=duplicate).delete()


def _tell(survivor: User, *, addresses: set[str]) -> None:
    context = {"learner": survivor, "support_email": settings.SUPPORT_EMAIL}
    for address in sorted(addresses):
        mailer.send("accounts_merged", to=address, context=context)
