"""The sandbox's control page in the studio: events on their way, and what a buyer's bank does."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payments.sandbox import controlling, disputes, store
from payments.sandbox.errors import Refusal
from payments.sandbox.models import SandboxEvent, SandboxFault, SandboxObject
from payments.sandbox.showing import in_words

PERMISSION = "sandbox.change_sandboxevent"
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Row:
    """An object of Stripe's in a table."""

    id: str
    amount: str
    status: str
    created: datetime
    session: str


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def control(request: HttpRequest) -> HttpResponse:
    """Show what happened, and what can be done about it."""
    sent = SandboxEvent.objects.filter(deliveries__isnull=False).distinct()
    undecided = disputes.OPEN | disputes.INQUIRY
    context = {
        "events": sent.order_by("-pk").prefetch_related("deliveries")[:SHOWN],
        "debits": _rows("payment_intent", {"processing"}),
        "charges": _rows("charge", {"succeeded"}),
        "disputes": _rows("dispute", undecided),
        "refunds": _rows("refund", {"pending", "succeeded"}),
        "faults": SandboxFault.objects.filter(times_left__gt=0),
        "inquiries": disputes.INQUIRY,
    }
    return render(request, "payments/sandbox/control.html", context)


@require_POST
@permission_required(PERMISSION, raise_exception=True)
def act(request: HttpRequest) -> HttpResponse:
    """Do what a button says."""
    try:
        controlling.act(request.POST.get("act", ""), request.POST.get("target", ""))
    except controlling.NoSuchAct as unknown:
        raise Http404(str(unknown)) from None
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done. The worker delivers what follows from it."))
    return redirect("sandbox_control")


def _rows(kind: str, states: set[str]) -> list[Row]:
    found = store.every(kind).filter(body__status__in=sorted(states)).order_by("-sequence")
    return [_row(row) for row in found[:SHOWN]]


def _row(row: SandboxObject) -> Row:
    body = row.body
    return Row(
        id=row.stripe_id,
        amount=in_words(body["amount"], body["currency"]),
        status=body["status"],
        created=datetime.fromtimestamp(row.created, UTC),
        session=row.notes.get("session", ""),
    )
