"""What comes back when an answer was sent: a page to go to, or for the page's script a few words of
JSON, {"state", "address"?, "unreadable"?: [fields]}."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from courses.attempts import saving
from courses.attempts.marking import drawn_question
from courses.attempts.models import QuizAttempt
from courses.attempts.submitting import close
from courses.classroom.quiz.fields import ALL
from courses.classroom.stash import is_background
from courses.quizzes.showing.asking import unreadable

REFUSALS = {
    saving.AlreadySubmitted: (
        "submitted",
        "This attempt was already submitted; its answers no longer change.",
    ),
    saving.TimeIsUp: (
        "time-up",
        "Your time was up when this answer came, so it was not saved. What was saved counts.",
    ),
    saving.AlreadyChecked: (
        "checked",
        "This question was checked before; its answer no longer changes.",
    ),
    saving.NewerAnswerStands: (
        "newer",
        "You gave a newer answer to this question elsewhere. It stands, and is shown here.",
    ),
}


def saved(request: HttpRequest, attempt: QuizAttempt, number: int) -> HttpResponse:
    """The answer is saved: stay, go on, or go to the last look."""
    key = attempt.drawn_keys[number - 1]
    if is_background(request):
        fields = unreadable(drawn_question(attempt, key), attempt.answers.get(key))
        return JsonResponse({"state": "saved", "unreadable": fields})
    if "move" in request.POST:
        return to_question(request, attempt, number, part="#answer")
    then = request.POST.get("then", "")
    if then == ALL or number >= attempt.question_count:
        return redirect("classroom:check", attempt.public_id)
    return to_question(request, attempt, number + 1)


def refused(
    request: HttpRequest, attempt: QuizAttempt, number: int, refusal: saving.NotSaved
) -> HttpResponse:
    """The answer changed nothing: say why, and show what stands. An attempt whose time is up is
    closed with it."""
    state, told = REFUSALS[type(refusal)]
    if state == "time-up":
        close(attempt, QuizAttempt.Ending.TIME)
    is_over = state in {"submitted", "time-up"}
    question = reverse("classroom:question", args=[attempt.public_id])
    result = reverse("classroom:result", args=[attempt.public_id])
    address = result if is_over else f"{question}?q={number}"
    if is_background(request):
        return JsonResponse({"state": state, "address": address}, status=HTTPStatus.CONFLICT)
    messages.info(request, told)
    return redirect(address)


def to_question(
    request: HttpRequest, attempt: QuizAttempt, number: int = 0, *, note: str = "", part: str = ""
) -> HttpResponse:
    """Show a question; without a number, the first unanswered one."""
    if is_background(request):
        return JsonResponse({"state": "unknown"}, status=HTTPStatus.BAD_REQUEST)
    address = reverse("classroom:question", args=[attempt.public_id])
    query = f"?q={number}" if number else ""
    return redirect(f"{address}{query}{f'&{note}=1' if note else ''}{part}")
