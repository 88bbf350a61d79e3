"""Error pages that work without the database."""

from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template import loader


class UnreadableForm(BadRequest):
    """What was sent is not how the studio's editor writes its forms; Django answers 400."""


def error_page(status: HTTPStatus, template: str | None = None) -> HttpResponse:
    """Return the page for a status, drawn without request, user or database."""
    page = loader.get_template(template or f"{status.value}.html")
    return HttpResponse(page.render({}), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(HTTPStatus.FORBIDDEN, "403_csrf.html")
