"""An answer that arrives after the session ended: kept until its owner has signed in again."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import resolve, reverse

from cpd import errors

KEY = "kept_answer"
NOT_KEPT = {"csrfmiddlewaretoken", "question", "then", "page", "serial", "age", "autosave"}
MOST_FIELDS, LONGEST_VALUE, LONGEST = 200, 600, 20_000


def keep_answer(request: HttpRequest, attempt_id: UUID) -> None:
    """Put the fields of the answer into the new session, which survives signing in. Whoever sends
    them is nobody we know: more than an answer can be is left out."""
    fields = QueryDict(mutable=True)
    for name in list(request.POST)[:MOST_FIELDS]:
        if name not in NOT_KEPT:
            values = request.POST.getlist(name)[:MOST_FIELDS]
            fields.setlist(name[:80], [value[:LONGEST_VALUE] for value in values])
    encoded = fields.urlencode()
    if len(encoded) <= LONGEST:
        number = request.POST.get("question", "")
        request.session[KEY] = {
            "attempt": str(attempt_id),
            "question": int(number) if number.isascii() and number.isdecimal() else 0,
            "fields": encoded,
        }


def kept_answer(request: HttpRequest, attempt_id: UUID, number: int) -> QueryDict | None:
    """Return the kept fields of the question with this number, if they are for it."""
    if number != kept_number(request, attempt_id):
        return None
    return QueryDict(request.session[KEY]["fields"])


def kept_number(request: HttpRequest, attempt_id: UUID) -> int:
    """Return the number of the question whose answer is kept, 0 if there is none of this
    attempt."""
    kept = request.session.get(KEY) or {}
    is_of_it = kept.get("attempt") == str(attempt_id) and "fields" in kept
    return int(kept["question"]) if is_of_it else 0


def drop_answer(request: HttpRequest) -> None:
    """Forget the kept answer, once one is saved."""
    request.session.pop(KEY, None)


def sign_in_first(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Send to sign-in and back; a script that saves in the background gets a plain 401."""
    if is_background(request):
        return HttpResponse(status=401)
    messages.info(request, "You were signed out. Your last answer is kept: sign in and go on.")
    target = urlencode({"next": reverse("classroom:question", args=[attempt_id])})
    return redirect(f"{reverse('account_login')}?{target}")


def is_background(request: HttpRequest) -> bool:
    """Whether the page's script asks; one that is leaving can set no header, but a field."""
    return "X-Autosave" in request.headers or "autosave" in request.POST


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An answer from a page that is older than the sign-in is kept and shown again, never lost."""
    match = resolve(request.path)
    if match.view_name != "classroom:answer" or request.method != "POST":
        return errors.csrf_failure(request, reason)
    attempt_id = match.kwargs["attempt_id"]
    if is_background(request):
        return HttpResponse(status=401)
    keep_answer(request, attempt_id)
    return redirect("classroom:question", attempt_id)
