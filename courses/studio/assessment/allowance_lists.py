"""The list of allowances."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import HeaderButton

from courses.attempts.models import Allowance
from cpd.listing import LookingIndexView, LookingViewSet


class AllowanceFilters(WagtailFilterSet):
    """By whether they hold."""

    ended_at = django_filters.BooleanFilter(
        label="Holds", field_name="ended_at", lookup_expr="isnull"
    )

    class Meta:
        model = Allowance
        fields = ["ended_at"]


class AllowanceIndexView(LookingIndexView):
    """Leads to giving one."""

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer a new allowance."""
        buttons: list[HeaderButton] = super().header_buttons
        if self.request.user.has_perm("attempts.add_allowance"):
            url = reverse("assessment:give_allowance")
            buttons.append(HeaderButton("Give an allowance", url, icon_name="plus"))
        return buttons

    def get_base_queryset(self) -> QuerySet[Any]:
        """Fetch what the columns print."""
        return super().get_base_queryset().order_by("-given_at")


class AllowanceViewSet(LookingViewSet):
    """Allowances: more time or attempts for one learner."""

    model = Allowance
    place = "assessment"
    icon = "time"
    menu_label = "Allowances"
    menu_order = 127
    add_to_admin_menu = True
    index_view_class = AllowanceIndexView
    search_paths = ("learner__email", "learner__certificate_name", "quiz__title")
    related = ("learner", "quiz__module__course", "given_by")
    filterset_class = AllowanceFilters
    list_display = [
        "learner",  # a plain name, so that it becomes the link
        Column("quiz", label="Quiz", accessor=lambda row: row.quiz or "Every quiz"),
        Column("extra_time_percent", label="Extra time, %"),
        Column("extra_attempts", label="Extra attempts"),
        DateColumn("given_at", label="Given", sort_key="given_at"),
        Column("given_by", label="Given by"),
        Column("state", label="State", accessor=lambda row: "Ended" if row.ended_at else "Holds"),
    ]

    def leads_to(self, row: Any) -> str | None:
        """Lead to the allowance's page."""
        return reverse("assessment:allowance", args=[row.pk])
