"""What is asked before a package comes in, or a course is copied."""

from typing import Any

from django import forms
from django.core.files import File

from courses.catalogue.models import Course
from courses.interchange.archive import MOST_BYTES
from courses.interchange.questions.limits import MEBIBYTE
from cpd.media.models import key_rule

NEW, REPLACE = "new", "replace"


class PackageForm(forms.Form):
    """A package, and what becomes of it."""

    file = forms.FileField(
        label="Package",
        help_text=f"A ZIP as exported here, or written by hand; at most {MOST_BYTES // MEBIBYTE} "
        "MB.",
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
    way = forms.ChoiceField(
        label="It becomes",
        choices=[(NEW, "a new course"), (REPLACE, "the draft of the course that it names")],
        initial=NEW,
        widget=forms.RadioSelect,
        help_text="Replacing leaves editions and learners as they are; parts that the package "
        "lacks are left out.",
    )
    slug = forms.SlugField(
        label="Address of a new course",
        required=False,
        max_length=80,
        validators=[key_rule],
        help_text="Left empty, the package's own is taken.",
    )

    def clean_file(self) -> "File[bytes]":
        """Refuse what is too large before it is read."""
        file: File[bytes] = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(f"At most {MOST_BYTES // MEBIBYTE} MB can be taken.")
        return file


class CopyForm(forms.Form):
    """What a copy is called, and where it stands."""

    title = forms.CharField(max_length=Course._meta.get_field("title").max_length)
    slug = forms.SlugField(
        label="Address",
        max_length=80,
        validators=[key_rule],
        help_text="Part of the address in the catalogue; it never changes once published.",
    )

    def clean_slug(self) -> Any:
        """Refuse an address that is taken."""
        slug = self.cleaned_data["slug"]
        if Course.objects.filter(slug=slug).exists():
            raise forms.ValidationError("There is a course at this address already.")
        return slug
