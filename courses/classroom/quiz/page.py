"""What every page of an open attempt shows."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts.countries import zone_of
from courses.attempts.models import QuizAttempt
from courses.classroom.stash import kept_number
from cpd.requests import signed_in


def page_of(request: HttpRequest, attempt: QuizAttempt) -> dict[str, Any]:
    """Return the attempt, its course, and how much time is left in whole seconds."""
    deadline = attempt.deadline_at
    left = deadline - timezone.now() if deadline else timedelta(0)
    return {
        "attempt": attempt,
        "course": attempt.enrolment.course,
        "edition": attempt.enrolment.edition,
        "zone": zone_of(signed_in(request)),
        "seconds_left": max(int(left.total_seconds()), 0),
    }


def first_open(request: HttpRequest, attempt: QuizAttempt) -> int:
    """Return the number of the question whose answer was kept over a sign-in, else of the first
    without an answer, else 1."""
    kept = kept_number(request, attempt.public_id)
    if 0 < kept <= attempt.question_count:
        return kept
    numbered = enumerate(attempt.drawn_keys, start=1)
    return next((number for number, key in numbered if not attempt.answers.get(key)), 1)


def segments(attempt: QuizAttempt, current: int) -> list[dict[str, object]]:
    """Return the questions as the bar shows them."""
    return [
        {
            "number": number,
            "is_answered": bool(attempt.answers.get(key)),
            "is_current": number == current,
        }
        for number, key in enumerate(attempt.drawn_keys, start=1)
    ]
