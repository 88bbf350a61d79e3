"""Checking a certificate by number or by file, and asking for another name."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.models import BodyMembership, User
from accounts.names import LONGEST, clean_name
from courses.certificates.models import Certificate
from courses.certificates.serials import clean_serial

LARGEST = 5 * 1024 * 1024  # bytes


class SerialForm(forms.Form):
    """A typed number."""

    serial = forms.CharField(
        label="Certificate number",
        max_length=40,
        help_text="Three groups of four, for example 7QK4-M2WD-93HT",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_serial(self) -> str:
        """Forgive case, spaces and look-alike letters."""
        serial = clean_serial(self.cleaned_data["serial"])
        if serial is None:
            raise forms.ValidationError(
                "A certificate number has twelve letters and digits in three groups."
            )
        return serial


class NameForm(SerialForm):
    """A name to confirm, for a certificate whose name is withheld."""

    serial = forms.CharField(max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Name to confirm",
        max_length=LONGEST,
        help_text="As it stands on the certificate that you were given.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class FileForm(forms.Form):
    """A dropped PDF."""

    file = forms.FileField(
        label="Certificate PDF", widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what cannot be one of ours."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                "This file is larger than 5 MB; our certificates are far smaller."
            )
        if file.read(5) != b"%PDF-":
            raise forms.ValidationError("This file is not a PDF.")
        file.seek(0)
        return file


class CorrectionForm(forms.Form):
    """Another name, and why."""

    name = forms.CharField(
        label="Your name as it must be printed",
        max_length=LONGEST,
        help_text="As your professional body has it.",
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    explanation = forms.CharField(
        label="What has changed",
        max_length=1000,
        help_text=(
            "For example a typing error, or a new name after marriage. Support may ask you for a "
            "paper that shows it."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, learner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.learner = learner

    def clean_name(self) -> str:
        """Refuse what no font of ours can print, and the name that stands there already."""
        name = clean_name(self.cleaned_data["name"])
        valid = self.learner.certificates.filter(state="valid")
        if not valid.exists():
            raise forms.ValidationError(
                "You have no certificate yet. Change your name on your profile instead."
            )
        if not valid.exclude(name=name).exists():
            raise forms.ValidationError("Your certificates carry this name already.")
        return name


class BodiesForm(forms.Form):
    """Which of a learner's memberships a certificate prints."""

    bodies = forms.MultipleChoiceField(
        label="Name these bodies", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        memberships: Iterable[BodyMembership],
        certificate: Certificate,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.memberships = {row.body.slug: row for row in memberships}
        printed = {body["slug"] for body in certificate.facts.get("bodies", [])}
        field = self.fields["bodies"]
        field.choices = [(slug, _with_number(row)) for slug, row in self.memberships.items()]  # type: ignore[attr-defined]
        field.initial = [slug for slug in self.memberships if slug in printed]

    def chosen(self) -> list[BodyMembership]:
        """Return the memberships that were ticked, by name."""
        rows = [self.memberships[slug] for slug in self.cleaned_data["bodies"]]
        return sorted(rows, key=lambda row: row.body.name)


def _with_number(membership: BodyMembership) -> str:
    number = f", {membership.number}" if membership.number else ""
    return f"{membership.body.name}{number}"
