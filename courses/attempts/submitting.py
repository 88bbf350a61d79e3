"""Closing an attempt: its mark and its answers are written down once."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.attempts.marking import MarkedUnit, mark_attempt
from courses.attempts.models import QuizAttempt, Response
from courses.quizzes.grading import Mark, rounded
from courses.quizzes.models import QuestionVersion

Ending = QuizAttempt.Ending
CREDIT = Decimal("0.00000001")

# The progress app adds itself here in AppConfig.ready.
after_passing: list[Callable[[QuizAttempt], None]] = []


def submit(attempt: QuizAttempt) -> bool:
    """Close an attempt for its learner; True if this call did it, so a second submit changes
    nothing."""
    return close(attempt, Ending.LEARNER)


def close(attempt: QuizAttempt, ending: Ending) -> bool:
    """Mark an attempt from its saved answers; True if this call did it. One whose time is up ended
    with its time, whoever closes it."""
    with transaction.atomic():
        locked = (
            QuizAttempt.objects.select_for_update(of=("self",))
            .select_related("quiz_version", "enrolment")
            .get(pk=attempt.pk)
        )
        is_closed = locked.is_open and _write(locked, ending, timezone.now())
    attempt.refresh_from_db()
    return is_closed


def _write(attempt: QuizAttempt, ending: Ending, now: datetime) -> bool:
    result, units = mark_attempt(attempt)
    is_late = attempt.deadline_at is not None and attempt.deadline_at <= now
    attempt.ending = Ending.TIME if is_late else ending
    is_closed = QuizAttempt.objects.filter(pk=attempt.pk, state=QuizAttempt.State.OPEN).update(
        state=QuizAttempt.State.SUBMITTED,
        submitted_at=attempt.deadline_at if is_late else now,
        ending=attempt.ending,
        **mark_fields(result, attempt.pass_mark),
    )
    if not is_closed:
        return False
    Response.objects.bulk_create(_responses(attempt, units))
    if result.passes(attempt.pass_mark):
        for follow in after_passing:
            follow(attempt)
    return True


def mark_fields(result: Mark, pass_mark: int) -> dict[str, object]:
    """Return a mark as an attempt's row holds it."""
    return {
        "right_count": result.right,
        "earned": rounded(result.earned),
        "possible": rounded(result.possible),
        "percent": result.percent,
        "is_passed": result.passes(pass_mark),
    }


def _responses(attempt: QuizAttempt, units: list[MarkedUnit]) -> list[Response]:
    """Return the rows of an attempt's answers; a question published before there were question
    versions may have none."""
    course = attempt.enrolment.course_id
    versions = dict(
        QuestionVersion.objects.filter(
            Q(question__course=course) | Q(question__course=None),
            content_hash__in=[unit.content_hash for unit in units],
        ).values_list("content_hash", "pk")
    )
    rows = {
        unit.content_hash: Response(
            attempt=attempt,
            version_id=versions[unit.content_hash],
            position=position,
            answer=unit.authored_answer,
            is_answered=unit.is_answered,
            credit=rounded(unit.credit, CREDIT),
            points=rounded(unit.points),
            is_counted=unit.is_counted,
        )
        for position, unit in enumerate(units, start=1)
        if unit.content_hash in versions
    }
    return list(rows.values())
