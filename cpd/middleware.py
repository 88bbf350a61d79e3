"""Small middleware: the studio's looser content policy, and personal pages that no cache keeps."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control
from django.utils.csp import CSP

from cpd import health
from cpd.errors import error_page

GetResponse = Callable[[HttpRequest], HttpResponse]


COMPRESSED = ("text/", "application/json", "image/svg+xml", "application/xml")


class HealthMiddleware:
    """Answers the health addresses before anything asks for a host name or a database session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.views = {"/livez": health.livez, "/readyz": health.readyz}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = self.views.get(request.path)
        return view(request) if view else self.get_response(request)


class PlainRequestMiddleware:
    """Refuses what no database keeps: null characters in an address, and in the session's
    cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            return error_page(HTTPStatus.NOT_FOUND)
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


class PageCompressionMiddleware(GZipMiddleware):
    """Compresses pages; files, videos and PDFs are served as they are, so that ranges stay
    right."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress what is text."""
        if response.headers.get("Content-Type", "").startswith(COMPRESSED):
            return super().process_response(request, response)
        return response


class StudioPolicyMiddleware:
    """Answers `/cms/` with the policy that Wagtail's editor needs.

    A preview is a page of the site, drawn by an inner request with the site's own policy; it keeps
    that policy, but may stand in a frame of the studio.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/cms/"):
            is_preview = response.headers.pop(CSP.HEADER_ENFORCE, None) is not None
            policy = settings.PREVIEW_CSP if is_preview else settings.STUDIO_CSP
            response._csp_config = policy  # type: ignore[attr-defined]
        return response


class PersonalPagesMiddleware:
    """Marks every page that a signed-in person gets as `no-store`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_personal = request.user.is_authenticated or request.path.startswith("/accounts/")
        if is_personal and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response
