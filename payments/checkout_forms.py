"""What the checkout asks of a buyer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.countries import COUNTRIES
from accounts.names import LONGEST, clean_name
from payments.consent import CONSENT_TEXT
from payments.identifiers import WrongNumber, clean_tax_number
from payments.quoting import Quote

ADDRESS_ABOVE = {"GB": 25_000}  # above which the law wants the buyer's address on the invoice
TAX_NUMBERS = {"AU": _("ABN"), "GB": _("VAT number")}


class CheckoutForm(forms.Form):
    """The buyer's details and consents, for a basket as it was quoted."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST,
        help_text=_("For your invoice and your certificates, exactly as you type it here."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    country = forms.ChoiceField(
        label=_("Where you are billed"),
        choices=[(country.code, country.name) for country in COUNTRIES.values()],
        help_text=_(
            "Sets currency and tax. We sell to buyers in Australia and the United Kingdom only."
        ),
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=_("Your address"),
        max_length=400,
        help_text=_("A VAT invoice above £250 has to name it."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    business = forms.CharField(
        label=_("Business name"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    tax_number = forms.CharField(required=False, max_length=40)
    consent = forms.BooleanField(
        error_messages={"required": _("Tick that your courses may open at once.")}
    )
    terms = forms.BooleanField(
        label=_("I agree to the terms of sale."),
        error_messages={"required": _("Tick that you agree to the terms of sale.")},
    )

    def __init__(self, quote: Quote, data: dict[str, Any] | None = None, **values: Any) -> None:
        super().__init__(data, **values)
        self.quote = quote
        self.fields["consent"].label = str(CONSENT_TEXT)
        self.fields["tax_number"].label = TAX_NUMBERS[quote.country]
        if quote.total <= ADDRESS_ABOVE.get(quote.country, quote.total):
            del self.fields["address"]
        if not quote.total:
            del self.fields["consent"]

    @property
    def is_for_business(self) -> bool:
        """Whether the fields of a business stand open."""
        return any(self[name].value() or self[name].errors for name in ("business", "tax_number"))

    @property
    def was_shown(self) -> bool:
        """Whether the buyer saw what would be placed now: country and total."""
        return self.data.get("shown") == shown(self.quote)

    def clean_name(self) -> str:
        """Refuse what no certificate can print."""
        return clean_name(self.cleaned_data["name"])

    def clean_tax_number(self) -> str:
        """Check the digits of a business's number."""
        typed = self.cleaned_data["tax_number"]
        if not typed:
            return ""
        try:
            return clean_tax_number(typed, country=self.quote.country)
        except WrongNumber:
            if self.quote.country == "AU":
                message = _("This is no ABN. It has eleven digits: check them, or leave it out.")
            else:
                message = _("This is no UK VAT number. Check its digits, or leave it out.")
            raise ValidationError(message) from None


def shown(quote: Quote) -> str:
    """Return what a buyer agrees to by sending the page; it is compared, never taken as a price."""
    return f"{quote.country} {quote.total}"
