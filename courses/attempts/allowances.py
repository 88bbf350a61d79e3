"""What a learner is allowed beyond a quiz's rules."""

from dataclasses import dataclass

from django.db.models import Q

from courses.attempts.models import Allowance

FULL = 100  # per cent


@dataclass(frozen=True, slots=True)
class Extra:
    """More time, in per cent of the limit, and more attempts."""

    time_percent: int = 0
    attempts: int = 0

    def seconds(self, limit_minutes: int) -> int:
        """Return a time limit with the extra time in it, in whole seconds."""
        return limit_minutes * 60 * (FULL + self.time_percent) // FULL


def extra_for(learner_id: int, quiz_id: int) -> Extra:
    """Return what allowances that hold give a learner at a quiz: the longest extra time, since each
    was meant to be enough; and all extra attempts together, since each was given for a cause."""
    held = Allowance.objects.filter(
        Q(quiz=quiz_id) | Q(quiz=None), learner=learner_id, ended_at=None
    ).values_list("extra_time_percent", "extra_attempts")
    rows = list(held)
    return Extra(
        time_percent=max((percent for percent, _ in rows), default=0),
        attempts=sum(attempts for _, attempts in rows),
    )
