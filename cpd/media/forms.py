"""What Wagtail's library asks of a picture or a file, beside what it asks by itself."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cpd.media.captions import LARGEST_CAPTIONS, BadCaptions, from_subrip
from cpd.media.sizes import file_fault

ASKED = {
    "description": "What the picture shows, for who cannot see it. A figure may say it better for "
    "its place.",
    "credit": "",
    "text_in_it": "",
}


class PictureForm(BaseImageForm):
    """A picture comes with what it shows, who made it, and whether text in it has to be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, help_text in ASKED.items():
            if name in self.fields:
                self.fields[name].required = True
                self.fields[name].help_text = help_text or self.fields[name].help_text
        if "description" in self.fields:
            self.fields["description"].label = "Alternative text"


class FileForm(BaseDocumentForm):
    """A file; SubRip captions become WebVTT, which browsers show."""

    def clean_file(self) -> Any:
        """Turn .srt into .vtt; the model checks the rest."""
        file = self.cleaned_data["file"]
        name = PurePosixPath(file.name if file else "")
        if name.suffix.lower() != ".srt":
            return file
        if fault := file_fault(".vtt", file.size):
            raise forms.ValidationError(fault.replace(".vtt", name.suffix))
        try:
            captions = from_subrip(file.read(LARGEST_CAPTIONS))
        except BadCaptions as error:
            raise forms.ValidationError(str(error)) from None
        return ContentFile(captions, str(name.with_suffix(".vtt")))
