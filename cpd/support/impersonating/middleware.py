"""While support sees the site as a learner: pages are the learner's, nothing is written, and a
banner says so on every page."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from cpd.support.impersonating.acts import NO_RIGHT, TIME_UP, Impersonation, current, stop
from cpd.support.impersonating.pages import OPEN

STOP = "support:stop"
READING = {"GET", "HEAD", "OPTIONS"}
BODY = re.compile(rb"<body[^>]*>")


class ImpersonationMiddleware:
    """Stands after whatever guards staff themselves, so that none of it is gone around; the session
    is the member of staff's all the time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = current(request)
        if found is None:
            return self.get_response(request)
        if found.is_over or not found.is_allowed:
            return _ended(request, found)
        if _view_name(request) == STOP:
            return self.get_response(request)
        if request.method not in READING or not _is_open(request):
            response = render(
                request, "support/refused.html", {"found": found}, status=HTTPStatus.FORBIDDEN
            )
        else:
            response = self._as_learner(request, found)
        return _with_banner(request, response, found)

    def _as_learner(self, request: HttpRequest, found: Impersonation) -> HttpResponse:
        """Answer as the learner would be answered, and undo whatever the page wrote."""
        request.user = found.learner
        with transaction.atomic():
            response = self.get_response(request)
            transaction.set_rollback(True)
        return response


def _view_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name or ""
    except Resolver404:
        return ""


def _is_open(request: HttpRequest) -> bool:
    """An address that is none may answer that it is none."""
    try:
        return resolve(request.path_info).view_name in OPEN
    except Resolver404:
        return True


def _ended(request: HttpRequest, found: Impersonation) -> HttpResponse:
    """Say that it is over; what was asked for is not answered, neither as the one nor the other."""
    stop(request.session, found, ended=TIME_UP if found.is_over else NO_RIGHT)
    messages.info(request, "You no longer see the site as the learner: it ends after 30 minutes.")
    return redirect("support:learner", found.learner.public_id)


def _with_banner(
    request: HttpRequest, response: HttpResponse, found: Impersonation
) -> HttpResponse:
    """Put the banner first in the page, also where the page is an error's."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if response.streaming or not is_page:
        return response
    banner = render_to_string("support/banner.html", {"found": found}, request=request).encode()
    response.content = BODY.sub(lambda start: start[0] + banner, response.content, count=1)
    return response
