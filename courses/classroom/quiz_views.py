"""The quiz: its rules, one question a page, checking, submitting, the result."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from courses.attempts import attempting
from courses.attempts.models import QuizAttempt
from courses.attempts.questions import asked, drawn_questions, reviewed
from courses.classroom.closed import explains_closing
from courses.classroom.places import own_attempt, remaining_words, step_address, step_place
from courses.classroom.stash import (
    drop_answer,
    keep_answer,
    kept_answer,
    kept_question,
    sign_in_first,
)
from courses.progress import completing
from courses.progress.outline import outline_of


@login_required
@require_safe
@explains_closing
def quiz(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What counts, how many attempts are left, and the way in."""
    place = step_place(request, slug, key, is_quiz=True)
    attempts = attempting.attempts_of(place.enrolment, place.step.item)
    counting = attempting.counting(attempts, place.step.item)
    content = place.step.item.quiz_version.content if place.step.item.quiz_version else {}
    context = {
        "enrolment": place.enrolment,
        "edition": place.enrolment.edition,
        "outline": place.outline,
        "step": place.step,
        "quiz": content,
        "question_count": len(content["questions"]),
        "attempts": [attempt for attempt in attempts if not attempt.is_open],
        "open_attempt": next((attempt for attempt in counting if attempt.is_open), None),
        "attempts_left": attempting.attempts_left(place.step.item, len(counting)),
    }
    return render(request, "courses/classroom/quiz.html", context)


@login_required
@require_POST
def start(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Start an attempt, or go on with the open one."""
    place = step_place(request, slug, key, is_quiz=True)
    completing.remember_place(place.enrolment, key)
    try:
        attempt = attempting.start(place.enrolment, place.step.item)
    except attempting.NoAttemptsLeft:
        messages.error(request, "You have used all attempts at this quiz.")
        return redirect("classroom:quiz", slug, key)
    return redirect("classroom:question", attempt.public_id)


@login_required
@require_safe
def question(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """One question; the first unanswered one unless the address names another."""
    attempt = own_attempt(request, attempt_id)
    if not attempt.is_open:
        return redirect("classroom:result", attempt_id)
    number = _number(request, attempt)
    drawn = drawn_questions(attempt)[number - 1]
    kept = kept_answer(request, attempt_id, drawn["key"])
    chosen = kept if kept is not None else attempt.answers.get(drawn["key"], [])
    context = {
        "attempt": attempt,
        "number": number,
        "question": asked(drawn, chosen),
        "is_kept": kept is not None,
        "segments": _segments(attempt, number),
        "course": attempt.enrolment.course,
        "edition": attempt.enrolment.edition,
    }
    return render(request, "courses/classroom/question.html", context)


@require_POST
def answer(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Save an answer and go to the next question; a lost session keeps the answer for after
    sign-in."""
    key, chosen = request.POST.get("question", ""), request.POST.getlist("choice")
    if not request.user.is_authenticated:
        keep_answer(request, attempt_id, key, chosen)
        return sign_in_first(request, reverse("classroom:question", args=[attempt_id]))
    attempt = own_attempt(request, attempt_id)
    try:
        attempt = attempting.save_answer(attempt, question_key=key, chosen=chosen)
    except attempting.AlreadySubmitted:
        messages.info(request, "This attempt was already submitted; its answers no longer change.")
        return redirect("classroom:result", attempt_id)
    drop_answer(request)
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    number = attempt.drawn_keys.index(key) + 1 if key in attempt.drawn_keys else 0
    if number >= attempt.question_count or request.POST.get("then") == "check":
        return redirect("classroom:check", attempt_id)
    return redirect(f"{reverse('classroom:question', args=[attempt_id])}?q={number + 1}")


@login_required
@require_safe
def check(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """The last look before submitting: what is answered and what is not."""
    attempt = own_attempt(request, attempt_id)
    if not attempt.is_open:
        return redirect("classroom:result", attempt_id)
    rows = [
        {
            "number": number,
            "stem": item["stem"],
            "is_answered": bool(attempt.answers.get(item["key"])),
        }
        for number, item in enumerate(drawn_questions(attempt), start=1)
    ]
    context = {"attempt": attempt, "rows": rows, "course": attempt.enrolment.course}
    context["unanswered_count"] = sum(not row["is_answered"] for row in rows)
    return render(request, "courses/classroom/check.html", context)


@login_required
@require_POST
def submit(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Mark the attempt; a second submit shows the same result."""
    attempt = own_attempt(request, attempt_id)
    attempting.submit(attempt)
    if attempt.is_passed:
        completing.complete_course(attempt.enrolment)
    return redirect("classroom:result", attempt_id)


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
    completion = enrolment.completions.filter(round=enrolment.round).first()
    attempts = attempting.attempts_of(enrolment, step.item) if step else []
    used = len(attempting.counting(attempts, step.item)) if step else 0
    context = {
        "attempt": attempt,
        "questions": reviewed(attempt),
        "course": enrolment.course,
        "edition": enrolment.edition,
        "outline": outline,
        "step": step,
        "attempts_left": attempting.attempts_left(step.item, used) if step else 0,
        "completion": completion,
        "certificate": completion.certificates.first() if completion else None,
        "next_address": step_address(enrolment.course.slug, outline.next_step()),
        "remains": remaining_words(outline),
    }
    return render(request, "courses/classroom/result.html", context)


def _number(request: HttpRequest, attempt: QuizAttempt) -> int:
    asked_for = request.GET.get("q", "")
    if asked_for.isdecimal() and 0 < int(asked_for) <= attempt.question_count:
        return int(asked_for)
    keys = attempt.drawn_keys
    kept = kept_question(request, attempt.public_id)
    if kept in keys:
        return keys.index(kept) + 1
    return next(
        (index for index, key in enumerate(keys, start=1) if not attempt.answers.get(key)), 1
    )


def _segments(attempt: QuizAttempt, number: int) -> list[dict[str, object]]:
    return [
        {
            "number": index,
            "is_answered": bool(attempt.answers.get(key)),
            "is_current": index == number,
        }
        for index, key in enumerate(attempt.drawn_keys, start=1)
    ]
