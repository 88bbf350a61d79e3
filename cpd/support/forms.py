"""What support types on a learner's page."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms

from accounts.countries import zone_of
from accounts.models import User
from accounts.names import LONGEST, clean_name
from courses.catalogue.models import Course
from courses.editions.models import Edition
from cpd.day_field import DayField

MOST_REASON = 500


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Reason",
        max_length=MOST_REASON,
        help_text="Stays on the timeline. No health or client details, please.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: the reason stays on the timeline."},
    )


class NameForm(ReasonForm):
    """The name as certificates are to print it."""

    name = forms.CharField(
        label="Name for certificates",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    field_order = ["name", "reason"]

    def clean_name(self) -> str:
        """Keep the name as typed; refuse what no font of ours can print."""
        return clean_name(self.cleaned_data["name"])


def end_of(day: Any, *, learner: User) -> datetime | None:
    """Return the moment after a last day where the learner lives; None for no day."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone_of(learner))


class ExtendForm(ReasonForm):
    """Until when."""

    last_day = DayField(
        label="New last day of access", help_text="To its end where the learner lives."
    )
    field_order = ["last_day", "reason"]


class GrantForm(ReasonForm):
    """Which course, and until when."""

    course = forms.ModelChoiceField(Course.objects.none(), empty_label="Choose a course")
    last_day = DayField(
        label="Last day of access",
        required=False,
        help_text="To its end where the learner lives. Empty for access without an end.",
    )
    field_order = ["course", "last_day", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = Edition.objects.live().values("course")
        field: Any = self.fields["course"]
        field.queryset = Course.objects.filter(pk__in=live, retired_at=None).order_by("title")
