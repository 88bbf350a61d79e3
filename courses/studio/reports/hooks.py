"""What the reports add to Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.studio.reports.kinds import NEIGHBOURS
from courses.studio.reports.views import LOOK


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern | URLResolver]:
    """Our own pages stand beside Wagtail's."""
    return [path("studio/", include("courses.studio.reports.urls"))]


class ReportsMenuItem(MenuItem):
    """Shown to whoever may read one of the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the rights."""
        rights = [LOOK, *(entry.right for entry in NEIGHBOURS)]
        return any(request.user.has_perm(right) for right in rights)


@hooks.register("register_reports_menu_item")
def reports_menu_item() -> MenuItem:
    """Stand first under Reports."""
    return ReportsMenuItem(
        "Courses and sales", reverse("reports:index"), icon_name="table", order=1
    )
