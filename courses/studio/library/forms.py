"""Forms of sources, terms and authors: a DOI fills a source in, keys may be left to us."""

from typing import Any

from django import forms

from courses.catalogue.models import Author
from courses.keys import free_key
from courses.lessons.dois import bare_doi
from courses.lessons.looking_up import NoAnswer, NotFound, look_up
from courses.lessons.models import Reference, Term
from courses.studio.ownership import OwnDraftForm

FILLED = ("authors", "title", "source", "year")
KEY_HELP = "How courses name it; made by us if left empty."
SOURCE_HELP = (
    "Journal or publisher, with volume and pages, as Eur Spine J 2006;15:S192–S300. The year is "
    "printed after it where it does not name it."
)
DOI_HELP = (
    "As 10.3389/fnins.2018.00049, or its address. Leave authors, title, source and year empty, and "
    "they are filled in from the register: look whether they are right."
)


class ReferenceForm(OwnDraftForm):
    """A source by its DOI, or by its fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("key", *FILLED):
            self.fields[name].required = False
        self.fields["key"].help_text = KEY_HELP
        self.fields["doi"].help_text = DOI_HELP
        self.fields["source"].help_text = SOURCE_HELP

    def clean(self) -> dict[str, Any]:
        """Fill in what is empty, and refuse what stays so."""
        cleaned = super().clean()
        if cleaned.get("doi") and not all(cleaned.get(name) for name in FILLED):
            self._fill(cleaned)
        for name in FILLED:
            if not cleaned.get(name) and name not in self.errors and "doi" not in self.errors:
                self.add_error(name, "Fill this in, or give a DOI.")
        if not cleaned.get("key") and cleaned.get("authors") and cleaned.get("year"):
            cleaned["key"] = self.instance.key or _reference_key(cleaned)
        return cleaned

    def _fill(self, cleaned: dict[str, Any]) -> None:
        try:
            found = look_up(bare_doi(cleaned["doi"]))
        except ValueError:
            return  # the model says what a DOI looks like
        except NotFound:
            self.add_error("doi", "Nobody registered this DOI. Look whether it is typed right.")
        except NoAnswer:
            words = "The register of DOIs did not answer. Try again, or fill the fields in."
            self.add_error("doi", words)
        else:
            for name, value in found.items():
                cleaned[name] = cleaned.get(name) or value


class TermForm(OwnDraftForm):
    """A term with its meaning."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = KEY_HELP

    def clean(self) -> dict[str, Any]:
        """Make the key."""
        cleaned = super().clean()
        if not cleaned.get("key") and cleaned.get("name"):
            taken = set(Term.objects.values_list("key", flat=True))
            key = free_key(cleaned["name"], taken=taken, otherwise="term")
            cleaned["key"] = self.instance.key or key
        return cleaned


class AuthorForm(OwnDraftForm):
    """Who wrote a course, as certificates print it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "As certificates print it."
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = KEY_HELP

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """Make the key."""
        if not self.instance.key:
            taken = set(Author.objects.values_list("key", flat=True))
            self.instance.key = free_key(self.instance.name, taken=taken, otherwise="author")
        return super().save(commit=commit)

    def clean_key(self) -> str:
        """An empty key stays what it was."""
        return str(self.cleaned_data.get("key") or self.instance.key)


def _reference_key(cleaned: dict[str, Any]) -> str:
    label = Reference(authors=cleaned["authors"], year=cleaned["year"]).label
    taken = set(Reference.objects.values_list("key", flat=True))
    return free_key(label, taken=taken, otherwise="reference")


REFERENCE_FIELDS = ["doi", "design", "authors", "title", "source", "year", "url", "key"]
TERM_FIELDS = ["name", "meaning", "also", "key"]
AUTHOR_FIELDS = ["name", "role", "biography"]
NewReferenceForm = forms.modelform_factory(Reference, ReferenceForm, fields=REFERENCE_FIELDS)
NewAuthorForm = forms.modelform_factory(Author, AuthorForm, fields=AUTHOR_FIELDS)
NewTermForm = forms.modelform_factory(Term, TermForm, fields=TERM_FIELDS)
