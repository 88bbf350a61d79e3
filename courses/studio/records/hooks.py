"""What the certificates' pages add to Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets import viewsets

from courses.studio.records.lists import RecordsGroup

viewsets.register(RecordsGroup())


@hooks.register("register_admin_urls")
def records_urls() -> list[URLPattern | URLResolver]:
    """Our own pages stand beside Wagtail's."""
    return [path("certificates/", include("courses.studio.records.urls"))]


class ArchivesMenuItem(MenuItem):
    """Shown to whoever may gather certificates."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return request.user.has_perm("certificates.add_certificatearchive")


@hooks.register("register_reports_menu_item")
def archives_menu_item() -> MenuItem:
    """Stand under Reports."""
    return ArchivesMenuItem(
        "Certificates as a ZIP", reverse("records:archives"), icon_name="download", order=820
    )
