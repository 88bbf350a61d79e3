"""Addresses of Wagtail's that name drafts without asking whose they are; ours stand before them."""

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.bulk_action import index
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from courses.studio.ownership import PATHS, editable, may_edit_all


def own_bulk_action(
    request: HttpRequest, app_label: str, model_name: str, action: str
) -> HttpResponse:
    """Let Wagtail act on many where all are theirs: its page names the others. Raises Http404."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404("No such model.") from error
    if model in PATHS and not may_edit_all(request.user):
        chosen = set(request.GET.getlist("id"))
        own = editable(model._default_manager.all(), request.user).values_list("pk", flat=True)
        if not chosen <= {str(pk) for pk in own}:
            raise Http404("No such draft.")
    response: HttpResponse = index(request, app_label, model_name, action)
    return response


def site_history(request: HttpRequest, *, results_only: bool = False) -> HttpResponse:
    """Show what everybody did to everything to those who may see everything. Raises Http404."""
    if not may_edit_all(request.user):
        raise Http404("No such report.")
    view = LogEntriesView.as_view(results_only=results_only)
    response: HttpResponse = view(request)
    return response


urlpatterns = [
    path(
        "bulk/<str:app_label>/<str:model_name>/<str:action>/",
        require_admin_access(own_bulk_action),
    ),
    path("reports/site-history/", require_admin_access(site_history)),
    path(
        "reports/site-history/results/",
        require_admin_access(site_history),
        {"results_only": True},
    ),
]
