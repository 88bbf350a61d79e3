"""Filters of lists of drafts: by course, of which authors see only their own."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet

from courses.catalogue.models import Course, Module
from courses.lessons.models import Lesson
from courses.quizzes.models import Quiz
from courses.studio.ownership import editable


def own_courses(request: HttpRequest | None) -> QuerySet[Course]:
    """Return the courses that whoever asks may change."""
    return editable(Course.objects.order_by("title"), request.user if request else None)


class ByCourse(django_filters.ModelChoiceFilter):
    """Offers the courses that one may change, and no title of another."""

    def __init__(self, field_name: str) -> None:
        super().__init__(label="Course", field_name=field_name, queryset=own_courses)


class CourseFilters(WagtailFilterSet):
    """Courses by topic and level, and those that were retired or put away."""

    is_retired = django_filters.BooleanFilter(
        label="Retired or put away", field_name="retired_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Course
        fields = ["topic", "level", "is_retired"]


class ModuleFilters(WagtailFilterSet):
    """Modules by course."""

    course = ByCourse("course")

    class Meta:
        model = Module
        fields = ["course"]


class LessonFilters(WagtailFilterSet):
    """Lessons by course."""

    course = ByCourse("module__course")

    class Meta:
        model = Lesson
        fields = ["course"]


class QuizFilters(WagtailFilterSet):
    """Quizzes by course."""

    course = ByCourse("module__course")

    class Meta:
        model = Quiz
        fields = ["course"]
