"""What every draft's pages in Wagtail's admin share; nothing is deleted there."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    EditView,
    IndexView,
    SnippetViewSet,
)

from courses.catalogue.models import Course
from courses.studio.lesson_form import LessonForm
from courses.studio.ownership import OwnDraftForm, editable, may_edit_all, own_only
from courses.studio.returning import StaysAtTheForm
from courses.studio.review.panel import COMMENTED, CommentsSidePanel
from courses.studio.searching import SearchedByWords
from cpd.requests import whole_number


class KeepsItsAuthor:
    """An author who saves a course stays one of its editors, also when the field came back
    empty."""

    def save_instance(self) -> Any:
        """Save, then put the author back."""
        instance = super().save_instance()  # type: ignore[misc]
        user = self.request.user  # type: ignore[attr-defined]
        if isinstance(instance, Course) and not may_edit_all(user):
            instance.editors.add(user)
        return instance


class KeepsWhatIsBegun:
    """Saving by itself keeps what is not finished yet, where the form can."""

    def is_valid(self, form: Any) -> bool:
        """Ask an autosave for less."""
        if self.expects_json_response and isinstance(form, LessonForm):  # type: ignore[attr-defined]
            form.allow_unfinished()
        is_valid: bool = super().is_valid(form)  # type: ignore[misc]
        return is_valid


class DraftEditView(KeepsWhatIsBegun, KeepsItsAuthor, StaysAtTheForm, EditView):
    """Links a draft to the page of its course, and saves one thing after the other."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wait for whoever saves the same draft, then look again which revision is the newest: an
        autosave that was under way never lands on top of a later save. What has no revisions waits
        for nobody, and may ask others meanwhile."""
        if not self.revision_enabled:
            unlocked: HttpResponse = super().post(request, *args, **kwargs)
            return unlocked
        with transaction.atomic():
            rows = self.model._default_manager.select_for_update()
            now = rows.get(pk=self.object.pk)
            if now.latest_revision_id != self.object.latest_revision_id:
                self.object.latest_revision = now.latest_revision
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer

    @property
    def header_buttons(self) -> list[Button | HeaderButton]:
        """Offer the course's contents."""
        course = (
            self.object if isinstance(self.object, Course) else getattr(self.object, "course", None)
        )
        if not isinstance(course, Course):
            return []
        url = reverse("studio:contents", args=[course.pk])
        return [HeaderButton("Contents and publishing", url, icon_name="list-ul", priority=5)]

    def get_side_panels(self) -> Any:
        """Add what reviewers and authors say about the draft."""
        panels = super().get_side_panels()
        if isinstance(self.object, COMMENTED):
            panels.append(CommentsSidePanel(self.object, self.request))
        return panels


class DraftCreateView(KeepsWhatIsBegun, KeepsItsAuthor, StaysAtTheForm, CreateView):
    """Fills in the parent that a link names."""

    def get_initial_form_instance(self) -> Any:
        """Take course, module, vignette and position from the address."""
        instance = self.model()
        for name in ("course", "module", "vignette"):
            value = whole_number(self.request.GET.get(name, ""))
            if value is not None and hasattr(self.model, f"{name}_id"):
                rows = self.model._meta.get_field(name).related_model._default_manager.all()
                parent = editable(rows, self.request.user).filter(pk=value).first()
                if parent is not None:
                    setattr(instance, name, parent)
        position = whole_number(self.request.GET.get("position", ""))
        if position is not None and hasattr(instance, "position"):
            instance.position = position
        return instance

    def get_side_panels(self) -> Any:
        """Lay the comments' panel out: what autosave brings along has its place there."""
        panels = super().get_side_panels()
        if isinstance(self.form.instance, COMMENTED):
            panels.append(CommentsSidePanel(self.form.instance, self.request))
        return panels


class DraftIndexView(IndexView):
    """A list of drafts; a search leads on to the same words in other lists."""

    show_other_searches = True


class DraftCopyView(CopyView):
    """Shows the form of a new draft, filled in; what comes back goes to adding, not here, where it
    would change the original."""

    http_method_names = ("get", "head", "options")


class OwnDrafts(SearchedByWords):
    """The list in a chooser of drafts."""

    def get_object_list(self) -> QuerySet[Any]:
        """Offer what the user may change."""
        return editable(super().get_object_list(), self.request.user)


class OwnChooseView(OwnDrafts, ChooseView):
    """A chooser's first page."""


class OwnChooseResultsView(OwnDrafts, ChooseResultsView):
    """A chooser's further pages and searches."""


class OwnChosenView(SnippetChosenView):
    """One draft was chosen."""

    def get_object(self, pk: Any) -> Any:
        """Return the chosen draft, if it is theirs. Raises ObjectDoesNotExist."""
        return editable(self.model_class._default_manager.all(), self.request.user).get(pk=pk)


class OwnChosenMultipleView(SnippetChosenMultipleView):
    """Several drafts were chosen."""

    def get_objects(self, pks: list[Any]) -> QuerySet[Any]:
        """Return those of the chosen drafts that are theirs."""
        return editable(super().get_objects(pks), self.request.user)


class DraftChooserViewSet(SnippetChooserViewSet):
    """Chooses among the drafts that somebody may change."""

    choose_view_class = OwnChooseView
    choose_results_view_class = OwnChooseResultsView
    chosen_view_class = OwnChosenView
    chosen_multiple_view_class = OwnChosenMultipleView


class DraftViewSet(SnippetViewSet):
    """A draft's studio pages. Copying a course and its parts is the outline's business."""

    panels: list[Panel] = []
    form_base: type[OwnDraftForm] = OwnDraftForm
    list_per_page = 50
    copy_view_enabled = False
    copy_view_class = DraftCopyView
    index_view_class = DraftIndexView
    edit_view_class = DraftEditView
    add_view_class = DraftCreateView
    chooser_viewset_class = DraftChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """List what the user may change."""
        return editable(self.model._default_manager.all(), request.user)

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """Put the guard before every view of a draft."""
        return own_only(super().construct_view(view_class, **kwargs), self.model)

    def get_edit_handler(self) -> Any:
        """Show this viewset's panels."""
        return ObjectList(self.panels, base_form_class=self.form_base).bind_to_model(self.model)
