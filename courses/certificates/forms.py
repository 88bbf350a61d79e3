"""The two ways to check a certificate: by number or by file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

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
