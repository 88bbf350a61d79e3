"""The jobs that need a person, in Wagtail's admin."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cpd.outbox import studio_views


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
