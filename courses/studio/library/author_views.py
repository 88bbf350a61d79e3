"""Authors in the studio: everybody chooses among all; who is missing adds themselves, and keeps
that entry."""

from typing import Any

from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)

from courses.catalogue.models import Author
from courses.studio.draft_views import DraftCreateView
from courses.studio.library.forms import NewAuthorForm
from courses.studio.searching import SearchedByWords
from cpd.requests import signed_in


class OwnName:
    """Begins a new entry with the name of whoever adds it."""

    request: Any

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        """Fill in the name, unless it is the address."""
        person = signed_in(self.request)
        name = person.certificate_name or person.get_full_name()
        kwargs: dict[str, Any] = super().get_creation_form_kwargs()  # type: ignore[misc]
        return {**kwargs, "initial": {"name": name}}


class AuthorChooseView(OwnName, SearchedByWords, ChooseView):
    """The chooser's first page."""


class AuthorChooseResultsView(SearchedByWords, ChooseResultsView):
    """The chooser's further pages and searches."""


class AuthorAddedView(OwnName, SnippetCreateView):
    """An author is added while choosing."""

    def save_form(self, form: Any) -> Author:
        """Write down who added it."""
        form.instance.added_by = self.request.user
        author: Author = super().save_form(form)
        return author


class AuthorChooser(SnippetChooserViewSet):
    """Choosing the author of a course, or adding oneself."""

    choose_view_class = AuthorChooseView
    choose_results_view_class = AuthorChooseResultsView
    create_view_class = AuthorAddedView
    creation_form_class = NewAuthorForm
    create_action_label = "Add yourself or another author"
    per_page = 20


class AuthorCreateView(DraftCreateView):
    """An author is added in the library."""

    def save_instance(self) -> Author:
        """Write down who added it."""
        self.form.instance.added_by = self.request.user
        author: Author = super().save_instance()
        return author
