"""What staff do with a learner's access beside withdrawing it; each act says who and why."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from accounts.countries import local_date
from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.enrolment.enrolling import CLOSED_BY_STAFF, NotPublished, restore
from courses.enrolment.models import Enrolment, Grant
from cpd.audit.recording import record

if TYPE_CHECKING:
    from collections.abc import Iterable


class CannotChangeAccess(Exception):
    """The act does not fit how the access stands; the message says why."""


class WrongEnd(CannotChangeAccess):
    """Access cannot end when it was asked to; the message says why."""


class HasAccess(CannotChangeAccess):
    """The learner has access to the course already."""


def has_ended(until: datetime | None) -> bool:
    """Whether access until then is over; without an end it never is."""
    return until is not None and until <= timezone.now()


@transaction.atomic
def grant_by_staff(
    learner: User,
    course: Course,
    *,
    by: User,
    reason: str,
    until: datetime | None = None,
    reference: str = "",
) -> Enrolment:
    """Give a learner the live edition of a course, for good or until a moment; with a reference,
    one grant for one cause. Raises CannotChangeAccess for a closed account, for who has access
    already, and for an end that is over; NotPublished."""
    learner = User.objects.select_for_update().get(pk=learner.pk)
    if not learner.is_active:
        raise CannotChangeAccess("The account is closed.")
    if has_ended(until):
        raise WrongEnd("The access would end in the past.")
    if Enrolment.objects.active().filter(learner=learner, course=course).exists():
        raise HasAccess("The learner has access to this course already.")
    edition = Edition.objects.live().filter(course=course).first()
    if edition is None:
        raise NotPublished
    enrolment, _ = Enrolment.objects.get_or_create(
        learner=learner,
        course=course,
        defaults={"edition": edition, "started_on": local_date(learner, timezone.now())},
    )
    reference = reference or str(uuid.uuid4())
    _, is_new = Grant.objects.get_or_create(
        enrolment=enrolment,
        kind=Grant.Kind.STAFF,
        reference=reference,
        defaults={"ends_at": until},
    )
    if not is_new:
        raise CannotChangeAccess("This grant was given before, and has ended.")
    _record("enrolment.given", enrolment, by=by, reason=reason, until=_iso(until))
    return enrolment


@transaction.atomic
def extend(enrolment: Enrolment, *, until: datetime, by: User, reason: str) -> Grant:
    """Let the access that ends last end later, also where it has ended by its date. Raises
    CannotChangeAccess where no access has an end, or the end would not be later."""
    grants = list(Grant.objects.select_for_update().filter(enrolment=enrolment, revoked_at=None))
    if not grants:
        raise CannotChangeAccess("This access was taken away: give it back, or grant the course.")
    if any(grant.ends_at is None for grant in grants):
        raise WrongEnd("This access has no end.")
    last = max(grants, key=lambda grant: grant.ends_at or grant.starts_at)
    if has_ended(until) or (last.ends_at and until <= last.ends_at):
        raise WrongEnd("The new end has to be later than the end it has, and than now.")
    before, last.ends_at = last.ends_at, until
    last.save(update_fields=["ends_at"])
    details = {"before": _iso(before), "until": _iso(until)}
    _record("enrolment.extended", enrolment, by=by, reason=reason, **details)
    return last


def withdrawn_grants(enrolment: Enrolment) -> list[Grant]:
    """Return the grants that staff took away."""
    return list(enrolment.grants.filter(revoked_at__isnull=False, reason=CLOSED_BY_STAFF))


@transaction.atomic
def give_back(enrolment: Enrolment, grants: "Iterable[Grant]", *, by: User, reason: str) -> None:
    """Let grants that staff took away count again. Raises CannotChangeAccess for none."""
    taken = list(grants)
    if not taken:
        raise CannotChangeAccess("Staff took nothing away here, so there is nothing to give back.")
    restore(taken)
    _record("enrolment.given_back", enrolment, by=by, reason=reason)


def _record(act: str, enrolment: Enrolment, *, by: User, reason: str, **details: str) -> None:
    thing = enrolment.course.slug
    record(act, actor=by, subject=enrolment.learner, thing=thing, reason=reason, **details)


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
