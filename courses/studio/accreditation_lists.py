"""The list of accreditations: filtered by where each stands today."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail.admin.filters import WagtailFilterSet

from courses.catalogue.models import Accreditation
from courses.catalogue.models.accreditation import SOON
from courses.studio.filters import ByCourse
from cpd.dates import long_date

STATES = (
    ("current", "Current"),
    ("soon", f"Runs out within {SOON.days} days"),
    ("past", "Past"),
    ("later", "Not yet"),
)


class AccreditationFilters(WagtailFilterSet):
    """By course, body and state."""

    course = ByCourse("course")
    state = django_filters.ChoiceFilter(label="State", choices=STATES, method="in_state")

    class Meta:
        model = Accreditation
        fields = ["course", "body"]

    def in_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what stands so today."""
        today = timezone.localdate()
        kept = {
            "current": Accreditation.objects.valid_on(today),
            "soon": Accreditation.objects.ending(today),
            "past": Accreditation.objects.filter(valid_until__lt=today),
            "later": Accreditation.objects.filter(valid_from__gt=today),
        }[value]
        return rows.filter(pk__in=kept.order_by().values("pk"))


def state_of(row: Accreditation) -> str:
    """Return where an accreditation stands today."""
    today = timezone.localdate()
    if row.valid_from > today:
        return "Not yet"
    if row.valid_until is None or row.valid_until - today > SOON:
        return "Current"
    return "Past" if row.valid_until < today else f"Ends in {(row.valid_until - today).days} days"


def last_day(row: Accreditation) -> str:
    """Return the last day in words."""
    return long_date(row.valid_until) if row.valid_until else "Open"


def evidence_link(row: Accreditation) -> str:
    """Return the link to the body's letter, where there is one."""
    if not row.evidence:
        return ""
    return format_html('<a href="{}">Evidence</a>', reverse("studio:evidence", args=[row.pk]))
