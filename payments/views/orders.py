"""A buyer's orders and documents."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.countries import zone_of
from accounts.models import User
from cpd.requests import signed_in
from payments.documents.filing import keep_pdf
from payments.models import Document, Order
from payments.showing import badge_of, page_of
from payments.views.paying import order_of

PAGE = 20


@login_required
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """List the buyer's orders, the newest first."""
    user = signed_in(request)
    mine = Order.objects.filter(user=user).prefetch_related("lines")
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    rows = [(order, badge_of(order)) for order in page]
    context = {"page": page, "rows": rows, "zone": zone_of(user)}
    return render(request, "payments/orders.html", context)


@login_required
@require_safe
def order(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how an order stands, and what can be done about it."""
    user = signed_in(request)
    return render(request, "payments/order.html", page_of(order_of(user, public_id), user=user))


@login_required
@require_safe
def document(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out a document's file; the first download draws it if the job has not."""
    kept = keep_pdf(document_of(signed_in(request), number))
    with kept.storage.open(str(kept.name)) as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def document_of(user: User, number: str) -> Document:
    """Return a document to its buyer, or to staff who may see documents. Raises Http404."""
    found = Document.objects.select_related("order").filter(number=number).first()
    if found is None or not (
        found.order.user_id == user.pk or user.has_perm("payments.view_document")
    ):
        raise Http404("No such document.")
    return found
