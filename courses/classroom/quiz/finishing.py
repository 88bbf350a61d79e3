"""The last look before submitting, submitting, and the result."""

from fractions import Fraction
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.countries import zone_of
from courses.attempts import submitting
from courses.attempts.marking import drawn_question
from courses.attempts.models import QuizAttempt
from courses.attempts.reviewing import may_show_all, review_attempt
from courses.attempts.standing import standing_of
from courses.classroom.places import own_attempt, remaining_words, step_address
from courses.classroom.quiz.page import page_of
from courses.classroom.quiz.rereading import lessons_to_reread
from courses.progress.outline import outline_of
from courses.quizzes.showing.asking import is_whole, unreadable
from courses.quizzes.showing.printing import points_words, stem_words
from cpd.requests import signed_in


@login_required
@require_safe
def check(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """The last look before submitting: what is answered and what is not."""
    attempt = own_attempt(request, attempt_id)
    if not attempt.is_open:
        return redirect("classroom:result", attempt_id)
    if attempt.is_overdue(timezone.now()):
        return redirect("classroom:question", attempt_id)
    rows = [_row(attempt, number, key) for number, key in enumerate(attempt.drawn_keys, start=1)]
    context = {**page_of(request, attempt), "rows": rows}
    context["unanswered_count"] = sum(not row["is_answered"] for row in rows)
    return render(request, "courses/classroom/check.html", context)


def _row(attempt: QuizAttempt, number: int, key: str) -> dict[str, Any]:
    question, answer = drawn_question(attempt, key), attempt.answers.get(key)
    return {
        "number": number,
        "stem": stem_words(question),
        "is_answered": bool(answer),
        "is_whole": is_whole(question, answer),
        "is_unreadable": bool(unreadable(question, answer)),
        "is_checked": key in attempt.checked,
    }


@login_required
@require_POST
def submit(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Mark the attempt; a second submit shows the same result."""
    attempt = own_attempt(request, attempt_id)
    submitting.submit(attempt)
    return redirect("classroom:result", attempt_id)


def _points(attempt: QuizAttempt) -> dict[str, Any]:
    """The points in words, and whether they say more than how many questions were right."""
    earned, possible = Fraction(attempt.earned or 0), Fraction(attempt.possible or 0)
    is_plain = earned == (attempt.right_count or 0) and possible == attempt.question_count
    words = {"earned": points_words(earned), "possible": points_words(possible)}
    return {**words, "tells_points": not is_plain}


@login_required
@require_safe
def result(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Did I pass, what was right and why, what now?"""
    attempt = own_attempt(request, attempt_id)
    if attempt.is_open:
        return redirect("classroom:question", attempt_id)
    enrolment = attempt.enrolment
    outline = outline_of(enrolment)
    step = next(iter(outline.quizzes_of(attempt.quiz_id)), None)
    standing = standing_of(enrolment, step.item) if step else None
    shows_all = may_show_all(attempt, standing)
    questions = review_attempt(attempt, shows_all=shows_all)
    completion = enrolment.completions.filter(round=enrolment.round).first()
    context = {
        "attempt": attempt,
        "questions": questions,
        **_points(attempt),
        "shows_all": shows_all,
        "course": enrolment.course,
        "edition": enrolment.edition,
        "step": step,
        "standing": standing,
        "next_at": standing.next_at(timezone.now()) if standing else None,
        "lessons": [] if attempt.is_passed else lessons_to_reread(enrolment, questions),
        "completion": completion,
        "certificate": completion.certificates.first() if completion else None,
        "next_address": step_address(enrolment.course.slug, outline.next_step()),
        "remains": remaining_words(outline),
        "zone": zone_of(signed_in(request)),
    }
    return render(request, "courses/classroom/result.html", context)
