"""What drafts and pages use stays in the library: neither deleted nor exchanged."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import ReferenceIndex

EXCHANGE = "This is in use. Upload the new file as another one and choose that where it is used."


def is_used(row: Model) -> bool:
    """Return whether a course, a lesson's draft or a page uses a picture or file."""
    return bool(ReferenceIndex.get_references_to(row).exists())


def check_exchange(row: Model) -> None:
    """Raise ValidationError where the file of something in use would be exchanged."""
    if row.pk and is_used(row):
        raise ValidationError({"file": EXCHANGE})


def refuse_deletion(request: HttpRequest, rows: list[Any]) -> bool:
    """Say which of the rows are in use; return whether any is."""
    used = [row.title for row in rows if is_used(row)]
    if used:
        names = ", ".join(f"“{title}”" for title in used)
        messages.error(request, f"{names} cannot be deleted: first take it out where it is used.")
    return bool(used)


class KeepsWhatIsUsed:
    """Before Wagtail's page for deleting: shows where the thing is used instead."""

    request: HttpRequest
    object: Any
    usage_url: str

    def run_before_hook(self) -> HttpResponse | None:
        """Lead to the uses, where there are any."""
        is_refused = refuse_deletion(self.request, [self.object])
        return redirect(self.usage_url) if is_refused else None


class KeepsUsedUploads:
    """Before Wagtail's button that deletes an upload: refuses what is in use by now."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse, or go on."""
        view: Any = self
        row = view.get_model().objects.filter(pk=kwargs[view.pk_url_kwarg]).first()
        if row and is_used(row):
            raise PermissionDenied
        parent: Any = super()
        response: HttpResponse = parent.post(request, *args, **kwargs)
        return response
