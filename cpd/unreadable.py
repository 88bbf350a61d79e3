"""What no browser sends to the studio is refused in words, not with an error page of ours.

Wagtail asks the database for whatever number stands in an address, so an address is looked at
before its view. What a form holds is refused where it is read, in `cpd.media.reading`.
"""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from itertools import chain
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from cpd.errors import error_page
from cpd.requests import whole_number

STUDIO = "/cms/"
ALL = "all"  # what a bulk action is sent in place of numbers
NULL = re.compile(r"\x00")
ESCAPED_NULL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # in the JSON that a rich text is sent as

logger = logging.getLogger(__name__)


class UnreadableMiddleware:
    """Drops null characters from what the studio is sent, and answers 404 or 400 to numbers that
    the database cannot look for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], places: dict[str, Any]
    ) -> None:
        """Take null characters out; no database keeps them. Raises Http404 for a number that none
        has."""
        if not request.path.startswith(STUDIO):
            return
        sent: Any = request
        sent.GET, sent.POST = without_nulls(sent.GET), without_nulls(sent.POST)
        named = [str(places["pk"])] if "pk" in places else []
        asked = [text for text in sent.GET.getlist("id") if text != ALL]
        if any(whole_number(text) is None for text in (*named, *asked)):
            raise Http404("No such number.")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refuse what the database cannot hold; everything else stays an error."""
        is_refused = isinstance(exception, DataError | OverflowError)
        if not is_refused or not request.path.startswith(STUDIO):
            return None
        logger.warning("Unreadable request: %s", request.path, exc_info=exception)
        return error_page(HTTPStatus.BAD_REQUEST)


def without_nulls(sent: QueryDict) -> QueryDict:
    """Return what was sent without null characters; the same thing where there are none."""
    if not any(_has_null(text) for text in chain(sent, *(values for _, values in sent.lists()))):
        return sent
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        clean.setlist(_without(name), [_without(value) for value in values])
    clean._mutable = False
    return clean


def _has_null(text: Any) -> bool:
    return isinstance(text, str) and ("\x00" in text or "\\u0000" in text)


def _without(text: Any) -> Any:
    if isinstance(text, UploadedFile) or not isinstance(text, str):
        return text
    plain = NULL.sub("", text)
    return ESCAPED_NULL.sub(r"\1", plain) if plain.startswith("{") else plain
