"""Choosing a question for a quiz: from the banks that somebody may use, and nothing of others."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import Http404
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    BaseSnippetChooseView,
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from courses.catalogue.models import Course, Module
from courses.quizzes.models import Question
from courses.studio.ownership import editable
from cpd.requests import whole_number


def usable(user: Any) -> QuerySet[Question]:
    """Return the questions that somebody may put into a quiz: of their courses' banks and of the
    shared one, without parts of cases and what was retired."""
    rows = Question.objects.filter(vignette=None, retired_at=None)
    own = editable(Course.objects.all(), user)
    return rows.filter(Q(course=None) | Q(course__in=own)).prefetch_related("tag_uses__tag")


def askable(user: Any, module: int | None) -> QuerySet[Question]:
    """Return those of them that a quiz in a module may ask: of its own course's bank and of the
    shared one, the course's first. All of them where no module is known yet."""
    rows = usable(user)
    if module is not None:
        course = Module.objects.filter(pk=module).values("course")
        rows = rows.filter(Q(course=None) | Q(course__in=course))
    return rows.order_by(F("course").asc(nulls_last=True), "-pk")


class QuestionSearch(BaseFilterForm):
    """Finds words of a question, or a tag."""

    q = forms.CharField(
        label="Words or a tag", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )

    def filter(self, objects: QuerySet[Question]) -> QuerySet[Question]:
        """Return the questions that fit."""
        sought = self.cleaned_data["q"].strip()
        if not sought:
            return objects
        self.is_searching, self.search_query = True, sought
        return objects.filter(matching(sought)).distinct()


class UsableQuestions(BaseSnippetChooseView):
    """The list in the chooser, newest first."""

    filter_form_class = QuestionSearch
    preserve_url_parameters = ["multiple", "module"]

    @property
    def columns(self) -> list[Column]:
        """Say enough of each to choose by."""
        return [
            self.title_column,
            Column("kind", label="Kind", accessor="get_kind_display"),
            Column("course", label="Bank", accessor=lambda row: row.course or "Shared"),
            Column("tags", label="Tags", accessor=tag_words),
        ]

    def get_object_list(self) -> QuerySet[Question]:
        """Offer what may be used where it is chosen for."""
        module = whole_number(self.request.GET.get("module", ""))
        return askable(self.request.user, module).select_related("course")


class QuestionChooseView(UsableQuestions, ChooseView):
    """The chooser's first page."""


class QuestionChooseResultsView(UsableQuestions, ChooseResultsView):
    """The chooser's further pages and searches."""


class ChosenOnly:
    """Tells the words of a question only to those who may use it."""

    def get_object(self, pk: Any) -> Question:
        """Return the chosen question. Raises Http404."""
        question = usable(self.request.user).filter(pk=pk).first()  # type: ignore[attr-defined]
        if question is None:
            raise Http404("No such question.")
        return question

    def get_objects(self, pks: list[Any]) -> QuerySet[Question]:
        """Return the chosen questions."""
        return usable(self.request.user).filter(pk__in=pks)  # type: ignore[attr-defined]


class QuestionChosenView(ChosenOnly, SnippetChosenView):
    """One question was chosen."""


class QuestionChosenMultipleView(ChosenOnly, SnippetChosenMultipleView):
    """Several questions were chosen."""


class QuestionChooserViewSet(SnippetChooserViewSet):
    """The chooser of questions."""

    choose_view_class = QuestionChooseView
    choose_results_view_class = QuestionChooseResultsView
    chosen_view_class = QuestionChosenView
    chosen_multiple_view_class = QuestionChosenMultipleView


def matching(sought: str) -> Q:
    """Return the condition for words of a question, its key or one of its tags."""
    return Q(stem_words__icontains=sought) | Q(key__icontains=sought) | Q(tags__name__iexact=sought)


def tag_words(question: Question) -> str:
    """Return a question's tags in one line."""
    return ", ".join(question.tag_names)
