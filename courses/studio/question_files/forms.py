"""What is asked before questions come in or go out."""

from typing import Any

from django import forms
from django.core.files import File
from django.db.models import QuerySet

from courses.interchange.questions.limits import MEBIBYTE, MOST_BYTES
from courses.quizzes.models import Quiz

FORMATS = {
    "gift": "GIFT",
    "moodle-xml": "Moodle XML",
    "qti": "QTI 2.1, 2.2 or 3.0 (an item, or a package as a zip)",
    "csv": "Spreadsheet, CSV",
    "xlsx": "Spreadsheet, Excel (XLSX)",
    "aiken": "Aiken",
    "missing-word": "Missing word",
    "cloze": "Embedded answers (cloze)",
}
LONGEST_TAG = 100


class UploadForm(forms.Form):
    """A file, and what it is in."""

    file = forms.FileField(
        label="File",
        help_text=f"At most {MOST_BYTES // MEBIBYTE} MB and 1,000 questions.",
        error_messages={"empty": "The file is empty."},
    )
    format = forms.ChoiceField(
        label="Format",
        required=False,
        choices=[("", "Tell by the content"), *FORMATS.items()],
    )

    def clean_file(self) -> "File[bytes]":
        """Refuse what is too large before it is read."""
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                f"The file is larger than {MOST_BYTES // MEBIBYTE} MB: split it into several."
            )
        return file


class WishesForm(forms.Form):
    """What is to be done with the chosen questions beside taking them in."""

    tags = forms.CharField(
        label="Tags to add",
        required=False,
        max_length=400,
        help_text="With commas between. Every chosen question gets them.",
    )
    quiz = forms.ModelChoiceField(
        label="Ask them in",
        required=False,
        queryset=Quiz.objects.none(),
        empty_label="No quiz yet",
        help_text="At the end of this quiz’s questions.",
    )

    def __init__(self, *args: Any, quizzes: QuerySet[Quiz], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quiz"].queryset = quizzes  # type: ignore[attr-defined]
        if not quizzes.exists():
            del self.fields["quiz"]

    def clean_tags(self) -> list[str]:
        """Return the words."""
        words = [" ".join(word.split()) for word in self.cleaned_data["tags"].split(",")]
        long = next((word for word in words if len(word) > LONGEST_TAG), "")
        if long:
            raise forms.ValidationError(f"A tag has {LONGEST_TAG} characters at most.")
        return [word for word in words if word]
