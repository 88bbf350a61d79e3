"""Rate limits of buying; the rates stand in ACCOUNT_RATE_LIMITS."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse

from cpd.errors import error_page

View = Callable[Concatenate[HttpRequest, ...], HttpResponse]


def limited(action: str) -> Callable[[View], View]:
    """Answer 429 to whoever asks too often."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method == "POST" and not ratelimit.consume(request, action=action):
                return error_page(HTTPStatus.TOO_MANY_REQUESTS)
            return view(request, *args, **kwargs)

        return guarded

    return wrap
