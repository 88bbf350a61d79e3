"""The terms of sale and the refund policy, in plain words, with their date."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payments.consent import TERMS_VERSION
from payments.models import SellerEntity
from payments.policy import MOST_COMPLETED, PERIOD


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Show the terms of sale and who sells."""
    sellers = SellerEntity.objects.filter(is_active=True).select_related("provider")
    return _policy(request, "payments/terms.html", sellers=sellers.order_by("country"))


@require_safe
def refunds(request: HttpRequest) -> HttpResponse:
    """Show when money comes back."""
    return _policy(request, "payments/refunds.html")


def _policy(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    facts = {"version": TERMS_VERSION, "days": PERIOD.days, "percent": MOST_COMPLETED}
    return render(request, template, {**facts, **context})
