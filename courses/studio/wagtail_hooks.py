"""What the studio adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.models import register_snippet

from courses.catalogue.models import Course
from courses.studio.assessment import hooks as assessment_hooks  # noqa: F401 registers them
from courses.studio.body_viewsets import BodiesGroup
from courses.studio.ending import EndingPanel
from courses.studio.home import CoursesPanel
from courses.studio.library.viewsets import LibraryGroup
from courses.studio.question_files import hooks as file_hooks  # noqa: F401 registers them
from courses.studio.records import hooks as records_hooks  # noqa: F401 registers them
from courses.studio.viewsets import CoursesGroup

register_snippet(CoursesGroup)
register_snippet(LibraryGroup)
register_snippet(BodiesGroup)


@hooks.register("register_admin_urls")
def studio_urls() -> list[URLPattern | URLResolver]:
    """Our own pages stand beside Wagtail's."""
    own = ("courses.studio.urls", "courses.studio.review.urls")
    return [path("studio/", include(urls)) for urls in own]


class ShelfMenuItem(MenuItem):
    """Shown to whoever sets prices."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return request.user.has_perm("courses.change_product")


@hooks.register("register_admin_menu_item")
def shelf_menu_item() -> MenuItem:
    """Stand after courses and library."""
    return ShelfMenuItem(
        "Products and prices", reverse("studio:products"), icon_name="tag", order=120
    )


@hooks.register("construct_homepage_panels")
def courses_first(request: HttpRequest, panels: list[Any]) -> None:
    """Begin with the editor's courses, and what runs out."""
    if request.user.has_perm("courses.change_course"):
        panels.append(CoursesPanel(request))
    if request.user.has_perm("courses.change_accreditation"):
        panels.append(EndingPanel(request))


@hooks.register("insert_global_admin_css")
def studio_style() -> str:
    """Give the studio our colours and type."""
    return format_html('<link rel="stylesheet" href="{}">', static("studio/studio.css"))


@hooks.register("register_snippet_listing_buttons")
def course_buttons(snippet: Any, user: Any, next_url: str | None = None) -> list[ListingButton]:
    """Lead from a course in the list to its contents."""
    if not isinstance(snippet, Course):
        return []
    url = reverse("studio:contents", args=[snippet.pk])
    return [ListingButton("Contents and publishing", url, icon_name="list-ul", priority=5)]
