"""Previews of drafts: the upper app that owns a draft's page registers how it is shown."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from wagtail.models import PreviewableMixin

Previewer = Callable[[HttpRequest, Any, str], HttpResponse]


class Previewed(PreviewableMixin):
    """A draft whose preview is drawn by a function that the studio sets in AppConfig.ready."""

    previewer: ClassVar[Previewer | None] = None

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return the draft as a learner would see it."""
        previewer = type(self).previewer
        return previewer(request, self, mode_name) if previewer else HttpResponse(status=204)
