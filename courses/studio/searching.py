"""Searching while choosing: every word has to stand somewhere in what a draft's list searches."""

from functools import reduce
from operator import and_, or_
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import BaseSnippetChooseView

MOST_WORDS = 30


class WordsSearch(BaseFilterForm):
    """Finds the drafts that have all the words, in whatever field."""

    q = forms.CharField(required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, *args: Any, model: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sought_in = model.snippet_viewset.search_fields or []
        names = [str(model._meta.get_field(name).verbose_name) for name in self.sought_in]
        self.fields["q"].label = _in_words(names)
        if not names:
            del self.fields["q"]

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Return the drafts that fit."""
        sought = self.cleaned_data.get("q", "").strip()
        if not sought:
            return objects
        self.is_searching, self.search_query = True, sought
        return objects.filter(having(sought, self.sought_in))


class SearchedByWords(BaseSnippetChooseView):
    """A list in a chooser, searched where the list of the same drafts is."""

    def get_filter_form(self) -> WordsSearch:
        """Give it the field."""
        return WordsSearch(self.request.GET, model=self.model_class)


def having(sought: str, fields: list[str]) -> Q:
    """Return the condition that each word stands in one of the fields."""
    return reduce(
        and_,
        (
            reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))
            for word in sought.split()[:MOST_WORDS]
        ),
    )


def _in_words(names: list[str]) -> str:
    """Return “Search by title, key or DOI”."""
    *others, last = names or [""]
    return f"Search by {', '.join(others)} or {last}" if others else f"Search by {last}"
