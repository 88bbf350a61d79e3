"""Enrolling, and giving and taking access."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from accounts.countries import local_date
from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.enrolment.models import Enrolment, Grant
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User


CLOSED_BY_STAFF = "Our staff closed it."

# What an upper floor does when staff take a learner's access away, in the same transaction; first,
# so that its locks are taken in its own order.
before_withdrawal: list[Callable[[list[Grant], datetime], None]] = []


class NotPublished(Exception):
    """The course has no edition to enrol in."""


class Withdrawn(Exception):
    """Staff took this learner's access away; only staff, or a purchase, gives it back."""


def refuse_withdrawn(learner: "User", course: Course) -> None:
    """Raises Withdrawn for whoever lost a free grant and has no other."""
    enrolments = Enrolment.objects.filter(learner=learner, course=course)
    was_revoked = Grant.objects.filter(
        enrolment__in=enrolments, kind=Grant.Kind.FREE, revoked_at__isnull=False
    ).exists()
    if was_revoked and not enrolments.active().exists():
        raise Withdrawn


@transaction.atomic
def enrol(learner: "User", course: Course, *, kind: Grant.Kind, reference: str) -> Enrolment:
    """Give a learner a grant for a course; the same cause again changes nothing. What was paid for
    is given from the newest edition, also when the course has left the shelf since. Raises
    NotPublished, and Withdrawn for a free grant that staff took away."""
    if kind == Grant.Kind.FREE:
        refuse_withdrawn(learner, course)
    editions = Edition.objects.filter(course=course).order_by("-is_live", "-number")
    if kind != Grant.Kind.PURCHASE:
        editions = editions.live()
    edition = editions.first()
    if edition is None:
        raise NotPublished
    enrolment, _ = Enrolment.objects.get_or_create(
        learner=learner,
        course=course,
        defaults={"edition": edition, "started_on": local_date(learner, timezone.now())},
    )
    _, is_new = Grant.objects.get_or_create(enrolment=enrolment, kind=kind, reference=reference)
    if is_new:
        record("enrolment.granted", actor=learner, subject=learner, thing=course.slug, kind=kind)
    return enrolment


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: "User", reason: str) -> None:
    """Revoke every live grant; progress and certificates stay. The reason is for the log; the
    learner reads CLOSED_BY_STAFF."""
    now = timezone.now()
    grants = list(Grant.objects.live(now).filter(enrolment=enrolment))
    for act in before_withdrawal:
        act(grants, now)
    revoke(grants, at=now, reason=CLOSED_BY_STAFF)
    thing = enrolment.course.slug
    record("enrolment.withdrawn", actor=by, subject=enrolment.learner, thing=thing, reason=reason)


def revoke(grants: Iterable[Grant], *, at: datetime, reason: str) -> None:
    """End some grants for a reason that the learner reads; other grants of the same enrolment go on
    giving access."""
    ids = [grant.pk for grant in grants]
    Grant.objects.filter(pk__in=ids, revoked_at__isnull=True).update(revoked_at=at, reason=reason)


def restore(grants: Iterable[Grant]) -> None:
    """Let grants that were ended count again."""
    Grant.objects.filter(pk__in=[grant.pk for grant in grants]).update(revoked_at=None, reason="")


def move_after_publishing(edition: Edition) -> None:
    """Move learners in progress to a minor edition; a material one they are offered (product,
    Edition rules)."""
    if edition.change_class == Edition.ChangeClass.MINOR:
        Enrolment.objects.filter(course=edition.course, edition__number=edition.number - 1).update(
            edition=edition
        )


def take_up_edition(enrolment: Enrolment) -> Enrolment:
    """Move one learner to the live edition; what they completed still counts where it is the
    same."""
    live = Edition.objects.live().filter(course=enrolment.course_id).first()
    if live is not None and live != enrolment.edition:
        Enrolment.objects.filter(pk=enrolment.pk).update(edition=live)
        enrolment.edition = live
    return enrolment
