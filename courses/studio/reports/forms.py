"""What somebody chooses in a report; it stands in the address."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.editions.models import Edition
from courses.studio.reports.selecting import UNKNOWN, Selection
from cpd.day_field import DayField
from cpd.periods import ZONE, Grain, Period

OWN = "own"
PRESETS = {"30": "Last 30 days", "90": "Last 90 days", "365": "Last 365 days", OWN: "These days:"}
USUAL = "90"
EARLIEST = date(2000, 1, 1)
LONGEST = timedelta(days=3653)  # ten years
BY_DAY = timedelta(days=366)  # more days than that are no bars that somebody can see
COUNTRIES = [("", "All countries"), *User.Country.choices, (UNKNOWN, "Not told")]


class NumberField(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's takes no argument
    """Editions by their number."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the number."""
        return str(obj.number)


class FilterForm(forms.Form):
    """Days, bars, course, edition and country. `takes` names what a report can be narrowed by."""

    period = forms.ChoiceField(label="Period", choices=list(PRESETS.items()), required=False)
    first = DayField(label="From", required=False)
    last = DayField(label="To", required=False)
    by = forms.ChoiceField(
        label="By",
        choices=[("", "Fitting"), *((grain.value, grain.value.capitalize()) for grain in Grain)],
        required=False,
    )
    course = forms.ModelChoiceField(
        Course.objects.none(), label="Course", required=False, empty_label="All courses"
    )
    edition = NumberField(
        Edition.objects.none(),
        label="Edition",
        required=False,
        empty_label="All editions",
        to_field_name="number",
    )
    country = forms.ChoiceField(label="Country", choices=COUNTRIES, required=False)

    def __init__(
        self, *args: Any, courses: QuerySet[Course], course: Course | None, takes: set[str]
    ) -> None:
        super().__init__(*args)
        self.chosen = course
        for name in set(self.fields) - takes:
            del self.fields[name]
        self._offer("course", courses.order_by("title"))
        if course is None:
            self.fields.pop("edition", None)
        else:
            self._offer("edition", course.editions.order_by("-number"))

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Refuse days out of order, before there was anything, or too many to be read."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "period" not in self.fields or self.errors:
            return cleaned
        first, last = self._days(cleaned)
        if first is None or last is None:
            self.add_error("first" if first is None else "last", "Choose a day.")
        elif not EARLIEST <= first <= last <= first + LONGEST:
            self.add_error("last", "Choose a day after the first, within ten years; from 2000 on.")
        elif cleaned.get("by") == Grain.DAY and last - first > BY_DAY:
            self.add_error("by", "For more than a year choose weeks or months.")
        else:
            cleaned["days"] = Period(first, last)
        return cleaned

    def _days(self, cleaned: dict[str, Any]) -> tuple[date | None, date | None]:
        preset = cleaned.get("period") or USUAL
        if preset == OWN:
            return cleaned.get("first"), cleaned.get("last")
        today = timezone.localdate(timezone=ZONE)
        return today - timedelta(days=int(preset) - 1), today

    def selection(self, courses: tuple[int, ...] | None) -> Selection:
        """Return what a valid form chooses, within the courses that somebody may see."""
        values = self.cleaned_data
        period = values.get("days") or Period(EARLIEST, timezone.localdate(timezone=ZONE))
        return Selection(
            period=period,
            grain=Grain(values["by"]) if values.get("by") else fitting(period),
            courses=(self.chosen.pk,) if self.chosen else courses,
            course=self.chosen,
            edition=values.get("edition"),
            country=values.get("country", ""),
        )


def fitting(period: Period) -> Grain:
    """Return how wide the bars of a period are where nothing was chosen."""
    days = (period.last - period.first).days
    if days <= 31:
        return Grain.DAY
    return Grain.WEEK if days <= 183 else Grain.MONTH


def with_period(chosen: QueryDict) -> QueryDict:
    """Return what an address chooses, with the usual period where it names none, so that the form
    shows what the report is about."""
    values = chosen.copy()
    if not values.get("period"):
        values["period"] = OWN if values.get("first") else USUAL
    return values
