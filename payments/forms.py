"""The form of a refund request."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cpd.money import Money
from payments.models import OrderLine


class RefundForm(forms.Form):
    """Which lines, and why; the reason may stay empty."""

    lines = forms.MultipleChoiceField(
        label=_("What do you want to give back?"), widget=forms.CheckboxSelectMultiple
    )
    message = forms.CharField(
        label=_("Why, in your own words"),
        help_text=_("It helps us to make the courses better, and whoever answers you."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def __init__(self, data: Any = None, *, left: Mapping[OrderLine, int], currency: str) -> None:
        by_key = {str(line.public_id): line for line in left}
        super().__init__(data, initial={"lines": list(by_key) if len(by_key) == 1 else []})
        self._by_key = by_key
        self.fields["lines"].choices = [  # type: ignore[attr-defined] # a choice field's
            (str(line.public_id), f"{line.title}, {Money(amount, currency)}")
            for line, amount in left.items()
        ]

    @property
    def chosen(self) -> list[OrderLine]:
        """The lines that were ticked."""
        return [self._by_key[key] for key in self.cleaned_data["lines"]]
