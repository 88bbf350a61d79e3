"""Addresses of Wagtail's that name drafts or tags without asking whose they are, or trip over what
no page of its own sends; ours stand before them."""

from django.apps import apps
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import chooser
from wagtail.admin.views.bulk_action import index
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT
from wagtail.models import Page

from courses.quizzes.models import BankTag, Question
from courses.studio.ownership import PATHS, editable, may_edit_all
from cpd.requests import whole_number


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


def chosen_pages(request: HttpRequest) -> HttpResponse:
    """Tell of the pages that were chosen; the root is none, and has no parent to tell of. Raises
    Http404."""
    chosen = _numbers(request, "id")
    if Page.objects.filter(pk__in=chosen, depth=1).exists():
        raise Http404("The root is no page.")
    response: HttpResponse = chooser.ChosenMultipleView.as_view()(request)
    return response


def browse_pages(request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
    """Show the pages to choose from. Raises Http404 where those to be moved are none."""
    _numbers(request, "target_pages[]", is_optional=True)
    response: HttpResponse = chooser.BrowseView.as_view()(request, parent_page_id)
    return response


def _numbers(request: HttpRequest, name: str, *, is_optional: bool = False) -> list[int]:
    """Return what was sent as keys. Raises Http404."""
    sent = [text for text in request.GET.getlist(name) if text or not is_optional]
    numbers = [number for number in map(whole_number, sent) if number is not None]
    if len(numbers) < len(sent):
        raise Http404("No such page.")
    return numbers


urlpatterns = [
    path("tag-autocomplete/quizzes/banktag/", require_admin_access(own_tags)),
    path("choose-page/", require_admin_access(browse_pages)),
    path("choose-page/<int:parent_page_id>/", require_admin_access(browse_pages)),
    path("choose-page/chosen-multiple/", require_admin_access(chosen_pages)),
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
