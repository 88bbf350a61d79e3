"""Questions and quizzes in Wagtail's admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column

from courses.attempts.analysis.gathering import statistics_of
from courses.catalogue.models import Course
from courses.quizzes.kinds import QuestionKind
from courses.quizzes.models import Question, Quiz
from courses.quizzes.using import quizzes_asking
from courses.studio.bank.beginning import USES, begin
from courses.studio.bank.choosing import QuestionChooserViewSet, matching, tag_words
from courses.studio.bank.filters import QuestionFilters
from courses.studio.bank.forms import QuestionForm, QuizForm
from courses.studio.bank.panels import AskedInPanel, PartsPanel, UsePanel, facility_words
from courses.studio.draft_views import DraftCreateView, DraftIndexView, DraftViewSet
from courses.studio.filters import QuizFilters
from courses.studio.ownership import editable
from courses.studio.question_files.buttons import FileButtons
from cpd.requests import whole_number


def answered_words(row: Any) -> str:
    """Return how often a question was answered at a learner's first attempt."""
    return str(row.statistics.attempts) if row.statistics else ""


class BankIndexView(FileButtons, DraftIndexView):
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
        """Find for the page's rows at once who asks them, and how they were answered."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        asking, statistics = quizzes_asking(rows), statistics_of(rows)
        for row in rows:
            row.asked_in = ", ".join(quiz.title for quiz in asking.get(row.pk, []))
            row.statistics = statistics.get(row.pk)
        context["object_list"] = rows
        context["bank"] = self._bank()
        return context

    def _bank(self) -> Course | None:
        """The course whose bank the list shows, if it is one."""
        number = whole_number(self.request.GET.get("course", ""))
        return editable(Course.objects.filter(pk=number or 0), self.request.user).first()

    def get_add_url(self) -> str | None:
        """A new question goes into the bank that is shown."""
        address: str | None = super().get_add_url()
        bank = whole_number(self.request.GET.get("course", ""))
        return f"{address}?course={bank}" if address and bank is not None else address


class QuestionCreateView(DraftCreateView):
    """Asks for the kind first; knows bank and case from the link, and who writes."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the kinds, or the form of the chosen one."""
        if request.GET.get("kind") in QuestionKind.values:
            response: HttpResponse = super().get(request, *args, **kwargs)
            return response
        kinds = [
            {"value": kind.value, "label": kind.label, "use": USES[kind]} for kind in QuestionKind
        ]
        context = {"kinds": kinds, "course": request.GET.get("course", "")}
        return render(request, "courses/studio/bank/kinds.html", context)

    def get_initial_form_instance(self) -> Question:
        """Lay out the blocks of the kind that the address names; what is posted has its own."""
        question: Question = super().get_initial_form_instance()
        kind = self.request.GET.get("kind", "")
        if kind not in QuestionKind.values:
            return question
        question.kind = kind
        return begin(question)

    def save_instance(self) -> Question:
        """Write down who wrote it."""
        self.form.instance.written_by = self.request.user
        question: Question = super().save_instance()
        return question

    def get_success_url(self) -> str:
        """Go on with the case that has to get its questions, or that got one."""
        case = self.object.vignette_id or self.object.pk
        if self.object.vignette_id or self.object.kind == QuestionKind.VIGNETTE:
            return reverse("wagtailsnippets_quizzes_question:edit", args=[case])
        address: str = super().get_success_url()
        return address


class QuestionViewSet(DraftViewSet):
    """The question bank."""

    model = Question
    icon = "help"
    menu_label = "Question bank"
    copy_view_enabled = True
    index_view_class = BankIndexView
    index_results_template_name = "courses/studio/bank/index_results.html"
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
        Column("answered", label="First answers", accessor=answered_words),
        Column("facility", label="Right", accessor=lambda row: facility_words(row.statistics)),
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
    filterset_class = QuizFilters
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
            [FieldPanel("module"), FieldPanel("key"), AskedInPanel()],
            "Place",
        ),
    ]
