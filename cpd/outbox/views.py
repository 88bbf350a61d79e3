"""The demo's mail page: what would have been sent."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cpd.outbox.models import Mail

SHOWN = 50


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """List the newest mails."""
    mails = Mail.objects.order_by("-created_at")[:SHOWN]
    return render(request, "outbox/mail.html", {"mails": mails})


@require_safe
def message(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Show one mail as text."""
    return render(request, "outbox/message.html", {"mail": get_object_or_404(Mail, pk=mail_id)})
