"""Closing abandoned attempts with what was saved: those whose time is up, and those in which
nothing was answered for long."""

import logging
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from courses.attempts.models import QuizAttempt
from courses.attempts.submitting import close
from cpd.outbox.schedule import every

IDLE_AFTER = timedelta(days=30)
BATCH = 200
Ending = QuizAttempt.Ending
logger = logging.getLogger(__name__)


@every(timedelta(minutes=1), "attempts.close_abandoned", in_transaction=False)
def close_abandoned() -> None:
    """Close a batch of each; the next minute takes what is left. One that cannot be closed keeps
    none of the others open."""
    now = timezone.now()
    rows = QuizAttempt.objects.filter(state=QuizAttempt.State.OPEN)
    overdue = rows.filter(deadline_at__lt=now - QuizAttempt.GRACE).order_by("deadline_at")
    untouched = Q(saved_at__lt=now - IDLE_AFTER)
    never_touched = Q(saved_at=None, started_at__lt=now - IDLE_AFTER)
    idle = rows.filter(untouched | never_touched, deadline_at=None).order_by("pk")
    for ending, abandoned in ((Ending.TIME, overdue), (Ending.IDLE, idle)):
        for attempt in abandoned[:BATCH]:
            try:
                close(attempt, ending)
            except Exception:
                logger.exception("Attempt %s could not be closed.", attempt.pk)
