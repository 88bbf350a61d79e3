"""Addresses of Wagtail's that name drafts or tags without asking whose they are; ours stand
before them."""

from django.apps import apps
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.bulk_action import index
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT

from courses.quizzes.models import BankTag, Question
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


def own_tags(request: HttpRequest) -> JsonResponse:
    """Offer the tags of the banks that somebody may write or choose from."""
    term = request.GET.get("term", "")
    tags = BankTag.objects.filter(name__istartswith=term) if term else BankTag.objects.none()
    if not request.user.has_perm("quizzes.view_question"):
        tags = tags.none()
    if not may_edit_all(request.user):
        own = editable(Question.objects.all(), request.user).values("pk")
        shared = Q(uses__content_object__course=None)
        tags = tags.filter(Q(uses__content_object__in=own) | shared, uses__isnull=False)
    names = tags.distinct().order_by("name").values_list("name", flat=True)
    return JsonResponse([*names[:TAGS_AUTOCOMPLETE_LIMIT]], safe=False)


urlpatterns = [
    path("tag-autocomplete/quizzes/banktag/", require_admin_access(own_tags)),
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
