"""Beginning and ending to see the site as a learner; both are written down with the reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from cpd.audit.recording import record
from cpd.support.merging.planning import is_staff
from cpd.support.rights import IMPERSONATE

KEY = "impersonation"
LIMIT = timedelta(minutes=30)
STOPPED, TIME_UP, NO_RIGHT = "stopped", "time was up", "not allowed any more"


class CannotImpersonate(Exception):
    """The site is not shown as this person; the message says why."""


@dataclass(frozen=True, slots=True)
class Impersonation:
    """A member of staff who sees the site as a learner."""

    by: User
    learner: User
    until: datetime
    reason: str

    @property
    def minutes_left(self) -> int:
        """Whole minutes that are left, one at least."""
        return max((self.until - timezone.now()) // timedelta(minutes=1), 1)

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.until <= timezone.now()

    @property
    def is_allowed(self) -> bool:
        """Whether both are still who they have to be."""
        may = self.by.is_active and self.by.has_perm(IMPERSONATE)
        return may and self.learner.is_active and not is_staff(self.learner)


def start(session: SessionBase, learner: User, *, by: User, reason: str) -> None:
    """Let a member of staff see the site as a learner for half an hour. The session stays theirs.
    Raises CannotImpersonate for staff, and for closed accounts."""
    if is_staff(learner):
        raise CannotImpersonate("The site is shown as learners see it, never as staff do.")
    if not learner.is_active:
        raise CannotImpersonate("The account is closed.")
    until = timezone.now() + LIMIT
    session[KEY] = {
        "by": by.pk,
        "learner": learner.pk,
        "until": until.isoformat(),
        "reason": reason,
    }
    record(
        "impersonation.started",
        actor=by,
        subject=learner,
        reason=reason,
        until=until.isoformat(),
    )


def current(request: HttpRequest) -> Impersonation | None:
    """Return what the session holds; None where it is another person's, or nothing."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    by = request.user
    if not kept or not isinstance(by, User) or kept["by"] != by.pk:
        return None
    learner = User.objects.filter(pk=kept["learner"]).first()
    if learner is None:
        return None
    until = datetime.fromisoformat(kept["until"])
    return Impersonation(by=by, learner=learner, until=until, reason=kept["reason"])


def stop(session: SessionBase, found: Impersonation, *, ended: str = STOPPED) -> None:
    """Go back to being oneself; a second call writes nothing more."""
    if session.pop(KEY, None) is not None:
        record(
            "impersonation.stopped",
            actor=found.by,
            subject=found.learner,
            reason=found.reason,
            ended=ended,
        )
