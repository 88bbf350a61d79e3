"""Lists of certificates and of requests for another name."""

from typing import Any

import django_filters
from django.urls import reverse
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from courses.catalogue.models import Course
from courses.certificates.models import Certificate, NameCorrection
from cpd.listing import LookingViewSet


class CertificateFilters(WagtailFilterSet):
    """By state, course and day of completion."""

    course = django_filters.ModelChoiceFilter(
        label="Course",
        field_name="completion__edition__course",
        queryset=Course.objects.order_by("title"),
    )
    completed_on = django_filters.DateFromToRangeFilter(
        label="Completed", widget=DateRangePickerWidget
    )

    class Meta:
        model = Certificate
        fields = ["state", "course", "completed_on"]


def _shown_name(row: Certificate) -> str:
    return row.name or "withheld"


class CertificateViewSet(LookingViewSet):
    """Certificates."""

    model = Certificate
    place = "certificates"
    icon = "doc-full-inverse"
    menu_label = "Certificates"
    search_paths = ("serial", "name", "learner__email", "course_title")
    filterset_class = CertificateFilters
    list_display = [
        "serial",
        Column("name", label="Name", accessor=_shown_name),
        Column("course_title", label="Course"),
        "state",
        DateColumn("completed_on", label="Completed", sort_key="completed_on"),
    ]

    def leads_to(self, row: Any) -> str | None:
        """Lead to the certificate's page."""
        return reverse("records:certificate", args=[row.public_id])


class NameCorrectionViewSet(LookingViewSet):
    """Requests for another name."""

    model = NameCorrection
    place = "certificates"
    icon = "edit"
    menu_label = "Name corrections"
    search_paths = ("name", "learner__email", "learner__certificate_name")
    related = ("learner", "decided_by")
    list_filter = ["state"]
    list_display = [
        "learner",
        Column("name", label="Asked for"),
        "state",
        DateColumn("asked_at", label="Asked", sort_key="asked_at"),
        Column("decided_by", label="Decided by"),
    ]

    def leads_to(self, row: Any) -> str | None:
        """Lead to the request's page."""
        return reverse("records:correction", args=[row.public_id])


class RecordsGroup(ModelViewSetGroup):
    """The menu “Certificates”."""

    menu_label = "Certificates"
    menu_icon = "doc-full-inverse"
    menu_order = 125
    items = (CertificateViewSet, NameCorrectionViewSet)
