"""Courses, modules and lessons in Wagtail's admin."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from courses.catalogue.models import Course, Module
from courses.lessons.models import Lesson
from courses.studio.bank.viewsets import QuestionViewSet, QuizViewSet
from courses.studio.draft_views import DraftViewSet
from courses.studio.filters import CourseFilters, LessonFilters, ModuleFilters
from courses.studio.lesson_form import LessonForm
from courses.studio.ownership import PartForm
from courses.studio.packages.buttons import CourseIndexView
from courses.studio.title_panel import CourseTitlePanel

DESCRIPTION_HELP = (
    "What the course does and does not do. An empty line begins a new paragraph. Put **two stars** "
    "around words for bold, *one star* for italics, and a hyphen before each line of a list, as in "
    "“- how the neck turns”."
)
AUTHOR_HELP = (
    "Who wrote the course, as its page and its certificates print it. If you are not in the list, "
    "add yourself there."
)


class CourseViewSet(DraftViewSet):
    """Courses."""

    model = Course
    icon = "openquote"
    index_view_class = CourseIndexView
    list_display = ["title", "topic", "level", "retired_at"]
    filterset_class = CourseFilters
    search_fields = ["title", "slug", "summary"]
    panels = [
        MultiFieldPanel(
            [
                CourseTitlePanel("title"),
                FieldPanel("slug", widget=SlugInput),
                FieldPanel("summary"),
            ],
            "Course",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("topic"), FieldPanel("level")]),
                FieldPanel("audience"),
                FieldPanel("prerequisites"),
                FieldPanel("description", help_text=DESCRIPTION_HELP),
            ],
            "For whom and about what",
        ),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldPanel("minutes_basis"), FieldPanel("evidence_reviewed_on")],
            "Minutes and evidence",
        ),
        MultiFieldPanel(
            [FieldPanel("author", help_text=AUTHOR_HELP), FieldPanel("editors")], "People"
        ),
        MultiFieldPanel(
            [FieldPanel("survey"), FieldPanel("survey_is_required")], "Evaluation at the end"
        ),
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
    filterset_class = ModuleFilters
    search_fields = ["title"]
    form_base = PartForm
    panels = [FieldPanel("course"), FieldPanel("title"), FieldPanel("key")]


class LessonViewSet(DraftViewSet):
    """Lessons."""

    model = Lesson
    icon = "doc-full-inverse"
    list_display = ["title", "module", "position", "retired_at"]
    filterset_class = LessonFilters
    search_fields = ["title", "summary"]
    form_base = LessonForm
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
                FieldPanel("key"),
                FieldPanel("is_preview"),
            ],
            "Place",
        ),
    ]


class CoursesGroup(SnippetViewSetGroup):
    """The studio's menu of courses."""

    menu_label = "Courses"
    menu_icon = "openquote"
    menu_order = 100
    items = (CourseViewSet, ModuleViewSet, LessonViewSet, QuizViewSet, QuestionViewSet)
