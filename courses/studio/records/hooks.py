"""What the certificates' pages add to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets import viewsets

from courses.certificates.models import NameCorrection
from courses.studio.records.lists import RecordsGroup

SHOWN = 20

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


class CorrectionsPanel(Component):
    """The requests for another name that wait for a decision."""

    name = "corrections"
    order = 40
    template_name = "courses/studio/records/home_corrections.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the oldest first."""
        waiting = NameCorrection.objects.filter(state=NameCorrection.State.ASKED)
        return {"corrections": waiting.select_related("learner").order_by("asked_at")[:SHOWN]}


@hooks.register("construct_homepage_panels")
def corrections_wait(request: HttpRequest, panels: list[Any]) -> None:
    """Show support what waits for it."""
    if request.user.has_perm("certificates.correct_certificate"):
        panels.append(CorrectionsPanel())
