"""An answer that arrives after the session ended: kept until its owner has signed in again."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse

from cpd import errors

KEY = "kept_answer"


def keep_answer(
    request: HttpRequest, attempt_id: UUID, question_key: str, chosen: list[str]
) -> None:
    """Put the answer into the new session, which survives signing in."""
    request.session[KEY] = {
        "attempt": str(attempt_id),
        "question": question_key[:80],
        "chosen": [key[:10] for key in chosen[:10]],
    }


def kept_answer(request: HttpRequest, attempt_id: UUID, question_key: str) -> list[str] | None:
    """Return the kept choices of this question, if they are for it."""
    kept = request.session.get(KEY)
    if kept and (kept["attempt"], kept["question"]) == (str(attempt_id), question_key):
        return list(kept["chosen"])
    return None


def kept_question(request: HttpRequest, attempt_id: UUID) -> str:
    """Return the key of the question whose answer is kept, if it is of this attempt."""
    kept = request.session.get(KEY)
    return str(kept["question"]) if kept and kept["attempt"] == str(attempt_id) else ""


def drop_answer(request: HttpRequest) -> None:
    """Forget the kept answer, once one is saved."""
    request.session.pop(KEY, None)


def sign_in_first(request: HttpRequest, target: str) -> HttpResponse:
    """Send to sign-in and back; a script that saves in the background gets a plain 401."""
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=401)
    messages.info(request, "You were signed out. Your last answer is kept: sign in and go on.")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An answer from a page that is older than the sign-in is kept and shown again, never lost."""
    match = resolve(request.path)
    if match.view_name != "classroom:answer" or request.method != "POST":
        return errors.csrf_failure(request, reason)
    attempt_id = match.kwargs["attempt_id"]
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=401)
    key, chosen = request.POST.get("question", ""), request.POST.getlist("choice")
    keep_answer(request, attempt_id, key, chosen)
    return redirect("classroom:question", attempt_id)
