"""A table of people, as a file or pasted."""

from django import forms
from django.core.files import File

from cpd.support.bulk.reading import MOST_ROWS
from cpd.support.forms import ReasonForm

MOST_BYTES = 2 * 1024 * 1024


class TableForm(ReasonForm):
    """A file, or a table that is pasted."""

    file = forms.FileField(
        label="CSV file",
        required=False,
        help_text=f"At most {MOST_ROWS} rows. UTF-8, UTF-16 and Windows-1252 are read.",
    )
    pasted = forms.CharField(
        label="Or paste the table",
        required=False,
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    field_order = ["file", "pasted", "reason"]

    def clean_file(self) -> "File[bytes] | None":
        """Refuse what is too large before it is read."""
        file: File[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 2 MB: split it into several.")
        return file

    def clean(self) -> None:
        """Ask for one of the two."""
        values = self.cleaned_data
        if "file" not in self.errors and bool(values.get("file")) == bool(values.get("pasted")):
            self.add_error("file", "Choose a file, or paste a table; one of the two.")

    @property
    def content(self) -> bytes:
        """What was given, as bytes."""
        file: File[bytes] | None = self.cleaned_data["file"]
        return file.read() if file else self.cleaned_data["pasted"].encode()

    @property
    def name(self) -> str:
        """What the table is called."""
        file = self.cleaned_data["file"]
        return str(file.name) if file else "Pasted table"
