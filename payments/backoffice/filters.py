"""Filters of the list of orders."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet

from payments.models import Order, PromotionCode


class OrderFilters(WagtailFilterSet):
    """By state, review, dispute, country and code."""

    disputed = django_filters.BooleanFilter(label="Disputed", method="with_dispute")
    promotion_code = django_filters.ModelChoiceFilter(
        label="Promotion code", queryset=PromotionCode.objects.all()
    )

    class Meta:
        model = Order
        fields = ["state", "needs_review", "country", "currency", "tax_evidence_conflict"]

    def with_dispute(self, rows: QuerySet[Order], name: str, value: Any) -> QuerySet[Order]:
        """Keep the orders that have, or have not, a dispute."""
        disputed = Order.objects.filter(payments__disputes__isnull=False).values("pk")
        return rows.filter(pk__in=disputed) if value else rows.exclude(pk__in=disputed)
