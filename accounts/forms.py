"""Forms about the learner."""

from django import forms

from accounts.models import User
from accounts.names import LONGEST, clean_name
from accounts.saving import name_is_fixed


class CertificateNameForm(forms.Form):
    """The name as it must be printed."""

    certificate_name = forms.CharField(
        label="Your name for certificates",
        max_length=LONGEST,
        strip=True,
        help_text="As your professional body has it. It is printed exactly as you type it here.",
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )

    def clean_certificate_name(self) -> str:
        """Keep the name as typed; refuse what no font of ours can print."""
        return clean_name(self.cleaned_data["certificate_name"])


class ProfileForm(forms.ModelForm[User]):
    """Name for certificates and country."""

    class Meta:
        model = User
        fields = ["certificate_name", "country"]
        labels = {"certificate_name": "Your name for certificates", "country": "Where you practise"}
        widgets = {
            "certificate_name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "country": forms.RadioSelect,
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields[
            "certificate_name"
        ].help_text = "As your professional body has it. It is printed exactly as you type it here."
        if name_is_fixed(self.instance):
            self.fields["certificate_name"].disabled = True
            self.fields["certificate_name"].help_text = "Your certificates carry this name."
        self.fields["country"] = forms.ChoiceField(
            label="Where you practise",
            choices=User.Country.choices,
            widget=forms.RadioSelect,
            help_text="Sets your currency, tax, professional bodies and the date on certificates.",
        )

    def clean_certificate_name(self) -> str:
        """Keep the name as typed; an account may go without one until the first certificate."""
        typed = self.cleaned_data["certificate_name"]
        return clean_name(typed) if typed.strip() else ""
