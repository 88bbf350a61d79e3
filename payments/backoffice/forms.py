"""What staff type in the back office; every act asks for its reason."""

import uuid
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from cpd.money import NotAnAmount, parse_money
from payments.models import Order, OrderLine, PromotionCode, Refund
from payments.models.codes import fold
from payments.refund_states import left_of


class PromotionCodeForm(WagtailAdminModelForm):
    """A code is a percentage or an amount."""

    class Meta:
        model = PromotionCode
        fields = "__all__"  # the panels name them

    def clean_code(self) -> str:
        """Keep it as it is compared."""
        return fold(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        """Ask for one kind of discount."""
        cleaned: dict[str, Any] = super().clean()
        percent, amount = cleaned.get("percent_bp"), cleaned.get("amount")
        if bool(percent) == bool(amount):
            self.add_error("percent_bp", "Give either a percentage or an amount.")
        if percent and percent > 10_000:
            self.add_error("percent_bp", "10000 is everything: 100 per cent.")
        if amount and not cleaned.get("currency"):
            self.add_error("currency", "Say the currency of the amount.")
        if percent and cleaned.get("currency"):
            self.add_error("currency", "A percentage has no currency.")
        return cleaned


FAILED = "failed-%s"  # ids of the one form that came back: no other on its page has them


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: the reason is kept with the order."},
    )


class RefundForm(forms.Form):
    """Which lines, how much of each, why, and what becomes of the access."""

    wish = forms.UUIDField(
        required=False, initial=uuid.uuid4, widget=forms.HiddenInput
    )  # sent twice, it is one refund
    reason = forms.ChoiceField(choices=Refund.Reason.choices)
    note = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: the note is kept with the refund."},
    )
    keep_course = forms.BooleanField(required=False, label="Goodwill: the buyer keeps the course")
    wait = forms.BooleanField(required=False, label="Keep access until the money has arrived")
    method = forms.ChoiceField(choices=Refund.Method.choices, label="How")

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        self.lines = {f"line_{line.pk}": line for line in order.lines.all() if left_of(line)}
        for name, line in self.lines.items():
            self.fields[name] = forms.CharField(
                required=False,
                label=line.title,
                help_text=f"At most {left_of(line) / 100:.2f} {order.currency}",
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    def clean(self) -> dict[str, Any]:
        """Read the amounts; at least one."""
        cleaned: dict[str, Any] = super().clean() or {}
        amounts: dict[OrderLine, int] = {}
        for name, line in self.lines.items():
            text = cleaned.get(name, "").strip()
            if not text:
                continue
            try:
                amounts[line] = parse_money(text, self.order.currency).amount
            except NotAnAmount:
                self.add_error(name, "Write an amount such as 49.00.")
        if not amounts and not self.errors:
            raise forms.ValidationError("Say how much of which line goes back.")
        cleaned["amounts"] = {line: amount for line, amount in amounts.items() if amount}
        return cleaned

    def name_anew(self) -> None:
        """Nothing came of it: what is sent next is another refund."""
        self.data = {**self.data, self.add_prefix("wish"): str(uuid.uuid4())}

    @property
    def amount_fields(self) -> list[forms.BoundField]:
        """The fields of the lines."""
        return [self[name] for name in self.lines]
