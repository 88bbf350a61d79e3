"""The way to packages from the list of courses."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from courses.studio.packages.acting import may_take_in


class CourseIndexView(IndexView):
    """Offers taking a package in, in the header of the list."""

    request: HttpRequest

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Add to what Wagtail offers."""
        buttons: list[Any] = list(super().header_more_buttons)
        if may_take_in(self.request.user):
            take = Button("Take a course in", reverse("studio:take"), icon_name="upload")
            buttons.append(take)
        return buttons
