"""The list of courses: the way to packages, and without what was put away."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.widgets.button import Button

from courses.catalogue.models import Course
from courses.studio.draft_views import DraftIndexView
from courses.studio.packages.acting import may_take_in


class CourseIndexView(DraftIndexView):
    """Offers taking a package in, in the header of the list. What was retired or put away is shown
    to who searches or filters."""

    request: HttpRequest

    def get_base_queryset(self) -> QuerySet[Course]:
        """Leave them out of the plain list."""
        rows: QuerySet[Course] = super().get_base_queryset()
        asked = (self.request.GET.get(name) for name in ("q", "is_retired"))
        return rows if any(asked) else rows.filter(retired_at=None)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Add to what Wagtail offers."""
        buttons: list[Any] = list(super().header_more_buttons)
        if may_take_in(self.request.user):
            take = Button("Take a course in", reverse("studio:take"), icon_name="upload")
            buttons.append(take)
        return buttons
