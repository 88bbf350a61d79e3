"""A day that somebody types or picks."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
FIRST_WORDS = f"Choose a day from the year {FIRST.year} on."
LAST_WORDS = f"Choose a day up to the year {LAST.year}."


class DayField(forms.DateField):
    """A browser's own calendar, which reads and writes ISO dates only. The days that moments can be
    worked out of in every zone: what people type for “never” is refused in words."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        bounds = [MinValueValidator(FIRST, FIRST_WORDS), MaxValueValidator(LAST, LAST_WORDS)]
        super().__init__(**{"validators": bounds, **kwargs})
