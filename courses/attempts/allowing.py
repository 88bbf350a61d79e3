"""Giving and ending allowances: more time or more attempts for one learner.

The reason stands with the allowance and nowhere else, so that it can go when the account is closed;
the log names the allowance.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from courses.attempts.models import Allowance
from courses.quizzes.models import Quiz
from cpd.audit.recording import record

if TYPE_CHECKING:
    from accounts.models import User

SAME_FORM = timedelta(minutes=1)  # within which the same allowance with the same reason is one


@transaction.atomic
def give_allowance(
    learner: "User",
    *,
    quiz: Quiz | None = None,
    extra_time_percent: int = 0,
    extra_attempts: int = 0,
    reason: str,
    by: "User",
) -> Allowance:
    """Allow a learner more, at one quiz or, without one, at all. Extra time counts for attempts
    that start from now on. A form that is sent twice gives once."""
    type(learner)._default_manager.select_for_update().get(pk=learner.pk)
    values = {
        "learner": learner,
        "quiz": quiz,
        "extra_time_percent": extra_time_percent,
        "extra_attempts": extra_attempts,
        "reason": reason,
        "given_by": by,
    }
    since = timezone.now() - SAME_FORM
    given = Allowance.objects.filter(**values, ended_at=None, given_at__gte=since).first()
    if given is not None:
        return given
    allowance = Allowance.objects.create(**values)
    _record("allowance.given", allowance, by=by)
    return allowance


@transaction.atomic
def end_allowance(allowance: Allowance, *, by: "User") -> bool:
    """End an allowance; True if this call did it. Attempts that began with it keep their time."""
    holding = Allowance.objects.filter(pk=allowance.pk, ended_at=None)
    is_ended = bool(holding.update(ended_at=timezone.now()))
    if is_ended:
        _record("allowance.ended", allowance, by=by)
    return is_ended


def forget_reasons(learner: "User") -> None:
    """Take the reasons out of a closed account's allowances; that there were any stays."""
    Allowance.objects.filter(learner=learner).update(reason="")


def _record(act: str, allowance: Allowance, *, by: "User") -> None:
    record(
        act,
        actor=by,
        subject=allowance.learner,
        thing=f"allowance {allowance.pk}",
        quiz=str(allowance.quiz or "all"),
        extra_time_percent=allowance.extra_time_percent,
        extra_attempts=allowance.extra_attempts,
    )
