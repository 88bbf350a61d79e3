"""Questions and quizzes in Wagtail's admin."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from courses.quizzes.kinds import QuestionKind
from courses.quizzes.models import Question, Quiz
from courses.quizzes.using import quizzes_asking
from courses.studio.bank.choosing import QuestionChooserViewSet, matching, tag_words
from courses.studio.bank.filters import QuestionFilters
from courses.studio.bank.forms import QuestionForm, QuizForm
from courses.studio.bank.panels import PartsPanel, UsePanel
from courses.studio.draft_views import DraftCreateView, DraftViewSet


class BankIndexView(IndexView):
    """The bank's list, searched by words, keys and tags."""

    is_searchable = True

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find words of the question, its key, or a tag."""
        sought = (self.search_query or "").replace("\x00", "").strip()
        return queryset.filter(matching(sought)).distinct() if sought else queryset

    def get_base_queryset(self) -> QuerySet[Any]:
        """Fetch what the columns print."""
        rows: QuerySet[Any] = super().get_base_queryset()
        return rows.filter(vignette=None).select_related("course").prefetch_related("tag_uses__tag")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Find for the page's rows at once who asks them."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        asking = quizzes_asking(rows)
        for row in rows:
            row.asked_in = ", ".join(quiz.title for quiz in asking.get(row.pk, []))
        context["object_list"] = rows
        return context

    @property
    def header_more_buttons(self) -> list[Button]:
        """Offer a new question of each kind, in the bank that is shown."""
        bank = self.request.GET.get("course", "")
        course = f"&course={bank}" if bank.isdecimal() else ""
        add = reverse("wagtailsnippets_quizzes_question:add")
        return [
            Button(f"New: {kind.label}", f"{add}?kind={kind.value}{course}", icon_name="plus")
            for kind in QuestionKind
        ]


class QuestionCreateView(DraftCreateView):
    """Knows the kind, the bank and the case that a link names, and who writes."""

    def get_initial_form_instance(self) -> Question:
        """Take the kind from the address too."""
        question: Question = super().get_initial_form_instance()
        kind = self.request.GET.get("kind", "")
        question.kind = kind if kind in QuestionKind.values else question.kind
        return question

    def save_instance(self) -> Question:
        """Write down who wrote it."""
        self.form.instance.written_by = self.request.user
        question: Question = super().save_instance()
        return question


class QuestionViewSet(DraftViewSet):
    """The question bank."""

    model = Question
    icon = "help"
    menu_label = "Question bank"
    index_view_class = BankIndexView
    add_view_class = QuestionCreateView
    filterset_class = QuestionFilters
    chooser_viewset_class = QuestionChooserViewSet
    form_base = QuestionForm
    list_display = [
        "stem_words",
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind"),
        Column("course", label="Bank", accessor=lambda row: row.course or "Shared"),
        Column("tags", label="Tags", accessor=tag_words),
        Column("difficulty", label="Difficulty", accessor="get_difficulty_display"),
        Column("asked_in", label="Asked in"),
    ]
    panels = [
        FieldPanel("kind"),
        FieldPanel("stem"),
        PartsPanel(heading="Questions of the case"),
        FieldPanel("choices"),
        FieldPanel("pairs"),
        FieldPanel("items"),
        FieldPanel("numbers"),
        FieldPanel("unit"),
        FieldPanel("texts"),
        FieldRowPanel([FieldPanel("is_case_sensitive"), FieldPanel("is_accent_sensitive")]),
        FieldPanel("explanation"),
        FieldPanel("references"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("points"), FieldPanel("rule"), FieldPanel("shuffle")]),
            ],
            "Marking and order",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("course"), FieldPanel("difficulty")]),
                FieldPanel("tags"),
                FieldRowPanel([FieldPanel("position"), FieldPanel("vignette")]),
            ],
            "Place in the bank",
        ),
        UsePanel(heading="Where it is asked"),
    ]


class QuizViewSet(DraftViewSet):
    """Quizzes."""

    model = Quiz
    icon = "tasks"
    form_base = QuizForm
    list_display = ["title", "module", "pass_mark", "retired_at"]
    list_filter = ["module__course"]
    search_fields = ["title"]
    panels = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("introduction")], "Quiz"),
        FieldPanel("entries"),
        FieldPanel("shuffles_questions"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("attempt_limit")]),
                FieldRowPanel([FieldPanel("cool_down_minutes"), FieldPanel("time_limit_minutes")]),
                FieldRowPanel([FieldPanel("mode"), FieldPanel("release")]),
                FieldPanel("minutes"),
            ],
            "Rules",
        ),
        MultiFieldPanel(
            [FieldPanel("module"), FieldRowPanel([FieldPanel("key"), FieldPanel("position")])],
            "Place",
        ),
    ]
