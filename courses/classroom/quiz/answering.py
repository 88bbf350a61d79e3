"""One question a page: shown, saved as it is answered, checked where the quiz tells at once."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.attempts import saving
from courses.attempts.marking import drawn_question
from courses.attempts.models import QuizAttempt
from courses.attempts.reviewing import review_question
from courses.classroom.places import own_attempt
from courses.classroom.quiz import replies
from courses.classroom.quiz.fields import BEFORE_WHOLE, CHECKS, number_in, origin_of
from courses.classroom.quiz.page import first_open, page_of, segments
from courses.classroom.stash import drop_answer, keep_answer, kept_answer, sign_in_first
from courses.quizzes.marking import clean_answer
from courses.quizzes.showing.asking import ask, is_whole
from courses.quizzes.showing.reading import read_answer


@login_required
@require_safe
def question(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """One question; the first unanswered one unless the address names another. A checked one is
    shown with what was right."""
    attempt = own_attempt(request, attempt_id)
    if not attempt.is_open:
        return redirect("classroom:result", attempt_id)
    if attempt.is_overdue(timezone.now()):
        return render(request, "courses/classroom/time_up.html", page_of(request, attempt))
    number = number_in(request.GET, attempt, name="q") or first_open(request, attempt)
    key = attempt.drawn_keys[number - 1]
    drawn = drawn_question(attempt, key)
    kept = kept_answer(request, attempt_id, number)
    given = attempt.answers.get(key)
    if kept is not None:
        given = clean_answer(drawn, read_answer(drawn, kept))
    context = {
        **page_of(request, attempt),
        "number": number,
        "question": ask(drawn, given),
        "reviewed": review_question(attempt, key),
        "is_kept": kept is not None,
        "is_incomplete": BEFORE_WHOLE in request.GET,
        "segments": segments(attempt, number),
    }
    return render(request, "courses/classroom/question.html", context)


@require_POST
def answer(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Save an answer and go where the button says; a lost session keeps the answer for after
    sign-in."""
    if not request.user.is_authenticated:
        keep_answer(request, attempt_id)
        return sign_in_first(request, attempt_id)
    attempt = own_attempt(request, attempt_id)
    number = number_in(request.POST, attempt)
    if number is None:
        return replies.to_question(request, attempt)
    try:
        reply = _save(request, attempt, number)
    except saving.NotSaved as refusal:
        reply = replies.refused(request, attempt, number, refusal)
    drop_answer(request)
    return reply


def _save(request: HttpRequest, attempt: QuizAttempt, number: int) -> HttpResponse:
    key = attempt.drawn_keys[number - 1]
    drawn = drawn_question(attempt, key)
    given = read_answer(drawn, request.POST)
    then = request.POST.get("then", "")
    if then in CHECKS and attempt.tells_at_once:
        if then == CHECKS[1] or is_whole(drawn, clean_answer(drawn, given)):
            saving.check_answer(attempt, question_key=key, answer=given)
            return replies.to_question(request, attempt, number)
        saving.save_answer(attempt, question_key=key, answer=given)
        return replies.to_question(request, attempt, number, note=BEFORE_WHOLE)
    saved = saving.save_answer(
        attempt, question_key=key, answer=given, origin=origin_of(request.POST)
    )
    return replies.saved(request, saved, number)
