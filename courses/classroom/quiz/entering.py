"""The quiz's own page, and starting an attempt."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.countries import zone_of
from courses.attempts import starting
from courses.attempts.standing import standing_of
from courses.classroom.closed import explains_closing
from courses.classroom.places import step_place
from courses.progress import completing
from courses.quizzes.compiling import asked_count
from cpd.requests import signed_in


@login_required
@require_safe
@explains_closing
def quiz(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What counts, how many attempts are left, when and for how long, and the way in."""
    place = step_place(request, slug, key, is_quiz=True)
    standing = standing_of(place.enrolment, place.step.item)
    now = timezone.now()
    context = {
        "enrolment": place.enrolment,
        "edition": place.enrolment.edition,
        "outline": place.outline,
        "step": place.step,
        "quiz": standing.content,
        "question_count": asked_count(standing.content),
        "standing": standing,
        "open_attempt": standing.open_attempt,
        "is_overdue": bool(standing.open_attempt and standing.open_attempt.is_overdue(now)),
        "next_at": standing.next_at(now),
        "zone": zone_of(signed_in(request)),
    }
    return render(request, "courses/classroom/quiz.html", context)


@login_required
@require_POST
def start(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Start an attempt, or go on with the open one; one whose time is up shows its result."""
    place = step_place(request, slug, key, is_quiz=True)
    completing.remember_place(place.enrolment, key)
    try:
        attempt = starting.start(place.enrolment, place.step.item)
    except starting.NoAttemptsLeft:
        messages.error(request, "You have used all attempts at this quiz.")
        return redirect("classroom:quiz", slug, key)
    except starting.TooSoon:  # the page says when
        messages.info(request, "The next attempt cannot start yet.")
        return redirect("classroom:quiz", slug, key)
    return redirect("classroom:question", attempt.public_id)
