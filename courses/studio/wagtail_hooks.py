"""What the studio adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.models import register_snippet

from courses.catalogue.models import Course
from courses.studio import search_areas
from courses.studio.assessment import hooks as assessment_hooks  # noqa: F401 registers them
from courses.studio.body_viewsets import BodiesGroup
from courses.studio.ending import EndingPanel
from courses.studio.home import CompletionsPanel, CoursesPanel, without_wagtails
from courses.studio.library.viewsets import LibraryGroup
from courses.studio.question_files import hooks as file_hooks  # noqa: F401 registers them
from courses.studio.records import hooks as records_hooks  # noqa: F401 registers them
from courses.studio.reports import hooks as report_hooks  # noqa: F401 registers them
from courses.studio.viewsets import CoursesGroup
from courses.studio.waiting import ComingPanel, WaitingPanel

register_snippet(CoursesGroup)
register_snippet(LibraryGroup)
register_snippet(BodiesGroup)
search_areas.register()


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
def first_page(request: HttpRequest, panels: list[Any]) -> None:
    """Begin with what waits; show plans, courses, endings and completions to those who edit."""
    without_wagtails(panels)
    panels.append(WaitingPanel(request))
    if request.user.has_perm("courses.change_course"):
        every = (ComingPanel, CoursesPanel, EndingPanel, CompletionsPanel)
        panels += [panel(request) for panel in every]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Nobody needs to know how many pages and pictures there are."""
    items.clear()


@hooks.register("insert_global_admin_css")
def studio_style() -> str:
    """Give the studio our colours and type."""
    sheets = [(static(f"studio/{name}.css"),) for name in ("studio", "lists", "reports")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("register_snippet_listing_buttons")
def course_buttons(snippet: Any, user: Any, next_url: str | None = None) -> list[ListingButton]:
    """Lead from a course in the list to its contents."""
    if not isinstance(snippet, Course):
        return []
    url = reverse("studio:contents", args=[snippet.pk])
    return [ListingButton("Contents and publishing", url, icon_name="list-ul", priority=5)]
