"""What courses share, in Wagtail's admin."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from courses.catalogue.models import Author, Provider, Topic
from courses.lessons.models import Reference, Term
from courses.studio.draft_views import DraftChooserViewSet, DraftViewSet
from courses.studio.library.author_views import AuthorChooser, AuthorCreateView
from courses.studio.library.forms import (
    AuthorForm,
    NewReferenceForm,
    NewTermForm,
    ReferenceForm,
    TermForm,
)
from courses.studio.library.panels import PrintedPanel
from cpd.media.models import Drawing


class ReferenceChooser(DraftChooserViewSet):
    """Choosing a source while writing, or adding one."""

    creation_form_class = NewReferenceForm
    create_action_label = "Add a reference"
    per_page = 20


class TermChooser(DraftChooserViewSet):
    """Choosing a term, or adding one."""

    creation_form_class = NewTermForm
    create_action_label = "Add a term"
    per_page = 20


class ReferenceViewSet(DraftViewSet):
    """References."""

    model = Reference
    icon = "link"
    list_display = ["title", "authors", "year", "design", "key"]
    list_filter = ["design", "year"]
    search_fields = ["authors", "title", "year", "source", "key", "doi"]
    form_base = ReferenceForm
    chooser_viewset_class = ReferenceChooser
    panels = [
        PrintedPanel(heading="As courses print it"),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("design")]),
        FieldPanel("authors"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("url"), FieldPanel("key")]),
    ]


class TermViewSet(DraftViewSet):
    """Terms of the glossary."""

    model = Term
    icon = "openquote"
    list_display = ["name", "also", "meaning"]
    search_fields = ["name", "also", "meaning"]
    form_base = TermForm
    chooser_viewset_class = TermChooser
    panels = [
        FieldPanel("name"),
        FieldPanel("meaning"),
        FieldPanel("also"),
        FieldPanel("key"),
    ]


class DrawingViewSet(DraftViewSet):
    """Drawings."""

    model = Drawing
    icon = "image"
    list_display = ["title", "key"]
    search_fields = ["title", "key"]
    panels = [FieldRowPanel([FieldPanel("title"), FieldPanel("key")]), FieldPanel("svg")]


class TopicViewSet(DraftViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    list_display = ["name", "key", "position"]
    search_fields = ["name"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
        FieldRowPanel([FieldPanel("field"), FieldPanel("position")]),
    ]


class AuthorViewSet(DraftViewSet):
    """Authors: one's own entries, or everybody's to whoever edits all courses."""

    model = Author
    icon = "user"
    list_display = ["name", "role"]
    search_fields = ["name", "role"]
    form_base = AuthorForm
    add_view_class = AuthorCreateView
    chooser_viewset_class = AuthorChooser
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
        FieldPanel("role"),
        FieldPanel("biography"),
    ]


class ProviderViewSet(DraftViewSet):
    """Providers."""

    model = Provider
    icon = "home"
    list_display = ["legal_name", "registration", "is_current"]
    panels = [
        FieldPanel("legal_name"),
        FieldPanel("registration"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("is_current"), FieldPanel("is_example")]),
    ]


class LibraryGroup(SnippetViewSetGroup):
    """What courses share."""

    menu_label = "Library"
    menu_icon = "folder-open-inverse"
    menu_order = 110
    items = (
        *(ReferenceViewSet, TermViewSet, DrawingViewSet),
        *(TopicViewSet, AuthorViewSet, ProviderViewSet),
    )
