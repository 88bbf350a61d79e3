"""Documents are private: Wagtail's own addresses serve them to the studio only."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks


@hooks.register("before_serve_document")
def studio_only(document: Any, request: HttpRequest) -> None:
    """Lessons serve their files by themselves, after asking for the enrolment."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404("No such document.")
