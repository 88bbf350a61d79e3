"""The drafts in Wagtail's admin: lists, forms, previews, histories; nothing is deleted there."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from courses.catalogue.models import Author, Course, Module, Provider, Topic
from courses.lessons.models import Lesson, Reference
from courses.quizzes.models import Question, Quiz
from courses.studio.ownership import OwnDraftForm, editable, may_edit_all, own_only
from cpd.media.models import Drawing


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


class DraftEditView(KeepsItsAuthor, EditView):
    """Links a draft to the page of its course."""

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


class DraftCreateView(KeepsItsAuthor, CreateView):
    """Fills in the parent that a link names."""

    def get_initial_form_instance(self) -> Any:
        """Take course, module, quiz and position from the address."""
        instance = self.model()
        for name in ("course", "module", "quiz"):
            value = self.request.GET.get(name, "")
            if value.isdecimal() and hasattr(self.model, f"{name}_id"):
                setattr(instance, f"{name}_id", int(value))
        position = self.request.GET.get("position", "")
        if position.isdecimal() and hasattr(instance, "position"):
            instance.position = int(position)
        return instance


class DraftViewSet(SnippetViewSet):
    """A draft's studio pages."""

    panels: list[Panel] = []
    list_per_page = 50
    copy_view_enabled = True
    edit_view_class = DraftEditView
    add_view_class = DraftCreateView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """List what the user may change."""
        return editable(self.model._default_manager.all(), request.user)

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """Put the guard before every view of a draft."""
        return own_only(super().construct_view(view_class, **kwargs), self.model)

    def get_edit_handler(self) -> Any:
        """Show this viewset's panels."""
        return ObjectList(self.panels, base_form_class=OwnDraftForm).bind_to_model(self.model)


class CourseViewSet(DraftViewSet):
    """Courses."""

    model = Course
    icon = "openquote"
    list_display = ["title", "topic", "level", "retired_at"]
    list_filter = ["topic", "level"]
    search_fields = ["title", "slug", "summary"]
    panels = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("slug"), FieldPanel("summary")], "Course"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("topic"), FieldPanel("level")]),
                FieldPanel("audience"),
                FieldPanel("prerequisites"),
                FieldPanel("description"),
            ],
            "For whom and about what",
        ),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldPanel("minutes_basis"), FieldPanel("evidence_reviewed_on")],
            "Minutes and evidence",
        ),
        MultiFieldPanel([FieldPanel("author"), FieldPanel("editors")], "People"),
        MultiFieldPanel(
            [
                FieldPanel("is_flagship", permission="courses.publish_course"),
                FieldPanel("cover_image"),
            ],
            "Look",
        ),
    ]


class ModuleViewSet(DraftViewSet):
    """Modules."""

    model = Module
    icon = "folder-open-inverse"
    list_display = ["title", "course", "position", "retired_at"]
    list_filter = ["course"]
    search_fields = ["title"]
    panels = [
        FieldPanel("course"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("position")]),
    ]


class LessonViewSet(DraftViewSet):
    """Lessons."""

    model = Lesson
    icon = "doc-full-inverse"
    list_display = ["title", "module", "position", "retired_at"]
    list_filter = ["module__course"]
    search_fields = ["title", "summary"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("summary"), FieldPanel("content_note")], "Lesson"
        ),
        FieldPanel("body"),
        FieldRowPanel(
            [
                FieldPanel("reading_minutes"),
                FieldPanel("activity_minutes"),
                FieldPanel("video_minutes"),
            ],
            "Minutes",
        ),
        MultiFieldPanel(
            [
                FieldPanel("module"),
                FieldRowPanel([FieldPanel("key"), FieldPanel("position")]),
                FieldPanel("is_preview"),
            ],
            "Place",
        ),
    ]


class QuizViewSet(DraftViewSet):
    """Quizzes."""

    model = Quiz
    icon = "help"
    list_display = ["title", "module", "pass_mark", "retired_at"]
    list_filter = ["module__course"]
    search_fields = ["title"]
    panels = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("introduction")], "Quiz"),
        FieldPanel("entries"),
        FieldRowPanel(
            [FieldPanel("pass_mark"), FieldPanel("attempt_limit"), FieldPanel("minutes")], "Rules"
        ),
        MultiFieldPanel(
            [FieldPanel("module"), FieldRowPanel([FieldPanel("key"), FieldPanel("position")])],
            "Place",
        ),
    ]


class QuestionViewSet(DraftViewSet):
    """Questions."""

    model = Question
    icon = "radio-full"
    list_display = ["stem_words", "kind", "course", "retired_at"]
    list_filter = ["kind", "course"]
    search_fields = ["stem_words"]
    panels = [
        FieldPanel("kind"),
        FieldPanel("stem"),
        FieldPanel("choices"),
        FieldPanel("explanation"),
        FieldPanel("references"),
        MultiFieldPanel(
            [FieldPanel("course"), FieldRowPanel([FieldPanel("key"), FieldPanel("position")])],
            "Place",
        ),
    ]


class ReferenceViewSet(DraftViewSet):
    """References."""

    model = Reference
    icon = "link"
    list_display = ["key", "authors", "title", "year", "design"]
    list_filter = ["design", "year"]
    search_fields = ["key", "authors", "title"]
    panels = [
        FieldPanel("key"),
        FieldPanel("authors"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("year")]),
        FieldPanel("design"),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("url")]),
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
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
        FieldRowPanel([FieldPanel("field"), FieldPanel("position")]),
    ]


class AuthorViewSet(DraftViewSet):
    """Authors."""

    model = Author
    icon = "user"
    list_display = ["name", "role"]
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


class CoursesGroup(SnippetViewSetGroup):
    """The studio's menu of courses."""

    menu_label = "Courses"
    menu_icon = "openquote"
    menu_order = 100
    items = (CourseViewSet, ModuleViewSet, LessonViewSet, QuizViewSet, QuestionViewSet)


class LibraryGroup(SnippetViewSetGroup):
    """What courses share."""

    menu_label = "Library"
    menu_icon = "folder-open-inverse"
    menu_order = 110
    items = (ReferenceViewSet, DrawingViewSet, TopicViewSet, AuthorViewSet, ProviderViewSet)
