"""What no browser sends to the studio is refused in words, not with an error page of ours.

Wagtail reads its forms as its own editor posts them, and asks the database for whatever number
stands in an address. Anything else raises there: before anything was saved, or in a transaction
that is undone.
"""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from itertools import chain
from traceback import walk_tb
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict

from cpd.errors import error_page

STUDIO = "/cms/"
READING = {"value_from_datadict", "value_omitted_from_data"}  # where forms read what was posted
ASKING = {"get_prep_value", "to_python"}  # where a field makes a number of what an address says
RAISED_BY_VALUES = (
    AttributeError,
    LookupError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
NULL = re.compile(r"\x00")
ESCAPED_NULL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # in the JSON that a rich text is sent as

logger = logging.getLogger(__name__)


class UnreadableMiddleware:
    """Drops null characters from what the studio is sent, and answers 400 or 404 to what its forms
    or the database cannot read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Take null characters out; no database keeps them."""
        if request.path.startswith(STUDIO):
            sent: Any = request
            sent.GET, sent.POST = without_nulls(sent.GET), without_nulls(sent.POST)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refuse what could not be read; everything else stays an error."""
        status = refusal_of(exception) if request.path.startswith(STUDIO) else None
        if status is None:
            return None
        logger.warning("Unreadable request: %s", request.path, exc_info=exception)
        return error_page(status)


def refusal_of(exception: Exception) -> HTTPStatus | None:
    """Return what to answer where an error comes from reading what was sent, else nothing."""
    if isinstance(exception, DataError):
        return HTTPStatus.BAD_REQUEST
    if not isinstance(exception, RAISED_BY_VALUES):
        return None
    frames = [frame.f_code for frame, _ in walk_tb(exception.__traceback__)]
    if READING & {code.co_name for code in frames}:
        return HTTPStatus.BAD_REQUEST
    if isinstance(exception, ValueError | TypeError) and _is_of_a_field(frames[-1]):
        return HTTPStatus.NOT_FOUND
    return HTTPStatus.BAD_REQUEST if isinstance(exception, OverflowError) else None


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


def _is_of_a_field(code: Any) -> bool:
    return code.co_name in ASKING and "/django/db/models/fields/" in code.co_filename
