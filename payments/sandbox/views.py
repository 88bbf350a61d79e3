"""The sandbox over HTTP: Stripe's API, and the page where a buyer pays.

The page belongs to whoever was sent there: its address cannot be guessed, and nobody signs in."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from payments.sandbox import confirming, faults, paying, sessions, showing, store, wire
from payments.sandbox.confirming import Outcome
from payments.sandbox.errors import Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.page_forms import PayForm
from payments.sandbox.paying import NotOpen, Paid

REFUSED = 422


@csrf_exempt
@require_http_methods(["GET", "POST", "DELETE"])
def api(request: HttpRequest, path: str) -> HttpResponse:
    """Answer as Stripe's API does; the key says who asks."""
    try:
        answer = wire.answer(
            request.method or "GET",
            request.get_full_path(),
            headers=request.headers,
            body=request.body.decode("utf-8", "replace"),
        )
    except faults.Broken:
        return HttpResponse(status=504)
    return HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))


@never_cache
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, session_id: str) -> HttpResponse:
    """Show what is to be paid, and take a card or a debit."""
    session = _session(session_id)
    if session.body["status"] != "open":
        return _closed(request, session)
    if request.method == "POST":
        return _take(request, session)
    form = PayForm(initial={"email": session.body["customer_email"]})
    return _page(request, session, form)


@never_cache
@require_http_methods(["GET", "POST"])
def authenticate(request: HttpRequest, intent_id: str) -> HttpResponse:
    """Stand in for the buyer's bank, which asks for a second step."""
    intent = store.every("payment_intent").filter(stripe_id=intent_id).first()
    if intent is None:
        raise Http404("No such intent.")
    session_id = intent.notes.get("session")
    if intent.body["status"] != "requires_action":
        if not session_id:
            raise Http404("Nothing to authenticate.")
        return redirect("sandbox:pay", session_id=session_id)
    if request.method == "POST":
        return _authenticated(intent, succeeds=request.POST.get("answer") == "complete")
    total = showing.in_words(intent.body["amount"], intent.body["currency"])
    return render(request, "payments/sandbox/authenticate.html", {"total": total})


def _session(session_id: str) -> SandboxObject:
    try:
        with transaction.atomic():
            return sessions.locked(session_id)
    except Refusal:
        raise Http404("No such session.") from None


def _closed(request: HttpRequest, session: SandboxObject) -> HttpResponse:
    shown = showing.show(session)
    return render(request, "payments/sandbox/closed.html", {"session": shown})


def _page(
    request: HttpRequest, session: SandboxObject, form: PayForm, status: int = 200
) -> HttpResponse:
    context = {
        "session": showing.show(session),
        "form": form,
        "cards": showing.TEST_CARDS,
    }
    return render(request, "payments/sandbox/pay.html", context, status=status)


def _take(request: HttpRequest, session: SandboxObject) -> HttpResponse:
    form = PayForm(request.POST)
    by_debit = request.POST.get("by") == "debit"
    if form.is_valid() and not by_debit and not form.chosen_card():
        form.add_error("card_number", _("Enter a card number."))
    if not form.is_valid():
        return _page(request, session, form, status=REFUSED)
    try:
        paid = _pay(session, form, by_debit=by_debit)
    except (NotOpen, Refusal):
        return redirect("sandbox:pay", session_id=session.stripe_id)
    if paid.outcome == Outcome.DECLINED:
        form.add_error("card_number", paid.message)
        return _page(request, session, form, status=REFUSED)
    return _onwards(_session(session.stripe_id), paid)


def _pay(session: SandboxObject, form: PayForm, *, by_debit: bool) -> Paid:
    email = form.cleaned_data["email"]
    if by_debit:
        return paying.debit(session.stripe_id, email=email, settles=form.cleaned_data["settles"])
    return paying.pay(session.stripe_id, card=form.chosen_card(), email=email)


def _onwards(session: SandboxObject, paid: Paid) -> HttpResponse:
    if paid.outcome == Outcome.REQUIRES_ACTION:
        return redirect("sandbox:authenticate", intent_id=session.body["payment_intent"])
    return HttpResponseRedirect(showing.success_address(session))


def _authenticated(intent: SandboxObject, *, succeeds: bool) -> HttpResponse:
    session_id = intent.notes.get("session")
    if not session_id:
        with transaction.atomic():
            locked = store.lock("payment_intent", intent.stripe_id)
            address = (locked.body["next_action"] or {}).get("redirect_to_url", {})
            confirming.authenticate(locked, succeeds=succeeds)
        return HttpResponseRedirect(address.get("return_url") or "/")
    try:
        paid = paying.authenticate(session_id, succeeds=succeeds)
    except (NotOpen, Refusal):
        return redirect("sandbox:pay", session_id=session_id)
    if paid.outcome == Outcome.SUCCEEDED:
        return HttpResponseRedirect(showing.success_address(_session(session_id)))
    return redirect("sandbox:pay", session_id=session_id)
