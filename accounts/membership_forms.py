"""What a learner says about a body they belong to."""

from typing import Any

from django import forms
from django.conf import settings

from accounts.models import BodyMembership, ProfessionalBody, User


class MembershipForm(forms.ModelForm[BodyMembership]):
    """Number, and whether certificates print it."""

    class Meta:
        model = BodyMembership
        fields = ["number", "on_certificates"]
        labels = {
            "number": "Your membership number",
            "on_certificates": "Print this body on my certificates",
        }
        help_texts = {
            "number": "As the body wrote it to you. You can leave it out.",
            "on_certificates": "On certificates from now on; those you have keep their words.",
        }
        widgets = {"number": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})}


class AddMembershipForm(MembershipForm):
    """The same for another body, those of the learner's country first."""

    class Meta(MembershipForm.Meta):
        fields = ["body", "number", "on_certificates"]

    def __init__(self, *args: Any, learner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = ProfessionalBody.objects.listed().exclude(memberships__learner=learner)
        self.fields["body"] = forms.ModelChoiceField(
            others,
            label="Professional body",
            help_text=f"Not here? Write to {settings.SUPPORT_EMAIL}, and we look it up.",
            error_messages={"required": "Choose a body."},
        )
        self.fields["body"].choices = _by_country(list(others), first=learner.country)  # type: ignore[attr-defined]
        self.order_fields(["body", "number", "on_certificates"])


def _by_country(bodies: list[ProfessionalBody], *, first: str) -> list[tuple[str, Any]]:
    countries = sorted(User.Country, key=lambda country: country.value != first)
    groups = [
        (str(country.label), [(body.pk, str(body)) for body in bodies if body.country == country])
        for country in countries
    ]
    return [("", "Choose …"), *(group for group in groups if group[1])]
