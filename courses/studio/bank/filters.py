"""The filters of the bank's list."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet

from accounts.models import User
from courses.quizzes.models import Question
from courses.quizzes.using import asked_by_some_quiz
from courses.studio.filters import own_courses
from courses.studio.ownership import editable


def _writers(request: HttpRequest | None) -> QuerySet[User]:
    """Whoever wrote a question of the banks that one may see."""
    questions = editable(Question.objects.all(), request.user if request else None)
    return User.objects.filter(pk__in=questions.values("written_by")).order_by("email")


class QuestionFilters(WagtailFilterSet):
    """By bank, kind, difficulty, tag, whether a quiz asks it, and whether it was retired."""

    course = django_filters.ModelChoiceFilter(label="Bank", queryset=own_courses)
    tag = django_filters.CharFilter(
        label="Tag", field_name="tags__name", lookup_expr="iexact", distinct=True
    )
    written_by = django_filters.ModelChoiceFilter(label="Written by", queryset=_writers)
    is_asked = django_filters.BooleanFilter(label="Fixed in a quiz", method="filter_asked")
    is_retired = django_filters.BooleanFilter(
        label="Retired", field_name="retired_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Question
        fields = [
            *("course", "kind", "difficulty", "tag", "written_by"),
            *("is_asked", "is_retired"),
        ]

    def filter_asked(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:  # noqa: FBT001 django-filter's signature
        """Those that a quiz asks as fixed questions, or the others."""
        return rows.filter(asked_by_some_quiz()) if value else rows.exclude(asked_by_some_quiz())
