"""The forms of the hosted page."""

from django import forms
from django.utils.translation import gettext_lazy as _

LATER = [
    ("", _("Wait until staff decide")),
    ("succeeded", _("The money arrives after two minutes")),
    ("failed", _("The account cannot be debited, after two minutes")),
]


class PayForm(forms.Form):
    """Who pays, and by what."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address.")},
    )
    card_number = forms.CharField(
        label=_("Card number"),
        max_length=30,
        required=False,
        help_text=_("A test card. 4242 4242 4242 4242 pays."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    settles = forms.ChoiceField(label=_("What becomes of the debit"), choices=LATER, required=False)

    def chosen_card(self) -> str:
        """The number of the button that was pressed, else what was typed."""
        return str(self.data.get("test_card") or self.cleaned_data["card_number"])
