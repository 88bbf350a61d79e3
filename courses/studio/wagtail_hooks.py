"""What the studio adds to Wagtail's admin."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.models import register_snippet

from courses.catalogue.models import Course
from courses.studio.viewsets import CoursesGroup, LibraryGroup

register_snippet(CoursesGroup)
register_snippet(LibraryGroup)


@hooks.register("register_admin_urls")
def studio_urls() -> list[URLPattern | URLResolver]:
    """Our own pages stand beside Wagtail's."""
    return [path("studio/", include("courses.studio.urls"))]


@hooks.register("register_snippet_listing_buttons")
def course_buttons(snippet: Any, user: Any, next_url: str | None = None) -> list[ListingButton]:
    """Lead from a course in the list to its contents."""
    if not isinstance(snippet, Course):
        return []
    url = reverse("studio:contents", args=[snippet.pk])
    return [ListingButton("Contents and publishing", url, icon_name="list-ul", priority=5)]
