"""A learner's courses as support sees them: state, access, progress, attempts left."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils import timezone

from courses.enrolment.enrolling import CLOSED_BY_STAFF
from courses.enrolment.models import Enrolment, Grant
from courses.progress.overview import Overview, overviews_of
from cpd.dates import until
from cpd.support.learners import Learner


@dataclass(frozen=True, slots=True)
class Place:
    """An enrolment with its grants and how far the learner is."""

    enrolment: Enrolment
    grants: list[Grant]
    overview: Overview
    now: datetime
    zone: tzinfo

    @property
    def live(self) -> list[Grant]:
        """The grants that give access now."""
        return [grant for grant in self.grants if _is_live(grant, self.now)]

    @property
    def is_active(self) -> bool:
        """Whether the learner has access."""
        return bool(self.live)

    @property
    def has_end(self) -> bool:
        """Whether a grant that was not taken away ends, and none goes on for good."""
        standing = [grant for grant in self.grants if grant.revoked_at is None]
        return bool(standing) and all(grant.ends_at for grant in standing)

    @property
    def until(self) -> datetime | None:
        """When the access ends, or ended; None for no end."""
        ends = [grant.ends_at for grant in self.live or self.grants]
        return None if None in ends else max((end for end in ends if end), default=None)

    @property
    def lasts(self) -> str:
        """Until when the access lasts, or lasted, in words; nothing for no end."""
        return until(self.until, self.zone) if self.until else ""

    @property
    def was_withdrawn(self) -> bool:
        """Whether staff took something away that they can give back."""
        return not self.is_active and any(grant.reason == CLOSED_BY_STAFF for grant in self.grants)

    @property
    def state(self) -> str:
        """The state in words."""
        if self.is_active:
            return "completed" if self.overview.is_completed else "active"
        revoked = [grant for grant in self.grants if grant.revoked_at]
        if not revoked:
            return "expired" if self.grants else "no access"
        newest = max(revoked, key=lambda grant: grant.revoked_at or self.now)
        return "withdrawn" if newest.reason == CLOSED_BY_STAFF else f"closed: {newest.reason}"


def places_of(learner: Learner) -> list[Place]:
    """Return a learner's courses, the one seen last first; seven queries."""
    rows = list(
        Enrolment.objects.filter(learner=learner.user)
        .select_related("course", "edition")
        .prefetch_related("grants")
        .order_by("-last_seen_at")
    )
    overviews = overviews_of([learner.user.pk], rows)
    now = timezone.now()
    return [
        Place(row, list(row.grants.all()), overviews[row.pk], now, learner.zone) for row in rows
    ]


def _is_live(grant: Grant, now: datetime) -> bool:
    """As `GrantQuerySet.live` asks the database."""
    has_begun = grant.starts_at <= now
    has_not_ended = grant.ends_at is None or grant.ends_at > now
    return grant.revoked_at is None and has_begun and has_not_ended
