"""The jobs that need a person, in Wagtail's admin."""

from typing import Any

from django.db.models.functions import Left
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cpd.outbox import studio_views
from cpd.outbox.models import Job

MOST = 100  # counted; nobody needs to know how many more


class JobsMenuItem(MenuItem):
    """Shown to whoever may see jobs."""

    def is_shown(self, request: object) -> bool:
        """Ask for the right."""
        return bool(request.user.has_perm("outbox.view_job"))  # type: ignore[attr-defined]


@hooks.register("register_admin_urls")
def job_urls() -> list[URLPattern]:
    """Our page stands beside Wagtail's."""
    return [
        path("jobs/", studio_views.jobs, name="outbox_jobs"),
        path("jobs/<uuid:job_id>/retry/", studio_views.retry_job, name="outbox_retry"),
    ]


@hooks.register("register_reports_menu_item")
def jobs_menu_item() -> MenuItem:
    """Stand under Reports."""
    return JobsMenuItem("Failed jobs", reverse("outbox_jobs"), icon_name="warning", order=900)


class JobsPanel(Component):
    """How many jobs failed for good, and the newest of them, to be tried again."""

    name = "jobs"
    order = 20
    template_name = "outbox/home_jobs.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return them; one query through the index on the state."""
        parked = Job.objects.parked().order_by("-created_at").annotate(said=Left("last_error", 200))
        found = list(parked.only("kind", "created_at")[: MOST + 1])
        return {
            "count": min(len(found), MOST),
            "has_more": len(found) > MOST,
            "newest": found[0] if found else None,
            "may_retry": self.request.user.has_perm("outbox.change_job"),
            "csrf_token": parent_context["csrf_token"],
        }


@hooks.register("construct_homepage_panels")
def jobs_wait(request: HttpRequest, panels: list[Any]) -> None:
    """Show failed jobs to whoever may see them."""
    if request.user.has_perm("outbox.view_job"):
        panels.append(JobsPanel(request))
