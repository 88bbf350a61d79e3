"""How an act is done: the form's reason, the act, and what the learner's page says of it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User
from courses.certificates.correcting import AlreadyAsked, SameName
from courses.certificates.revoking import NotValid
from courses.enrolment.enrolling import NotPublished
from courses.enrolment.staffing import CannotChangeAccess
from cpd.requests import signed_in
from cpd.support.learners import Learner
from cpd.support.showing import show_learner
from payments.staff_acts import CannotAct

Act = Callable[[User, dict[str, Any]], object]
WORDS: dict[type[Exception], str] = {
    AlreadyAsked: "The learner’s own request waits: decide it under Name corrections.",
    SameName: "This is the name already.",
    NotValid: "This certificate is no longer valid, or its account is closed.",
    NotPublished: "This course is not published, so nobody can be enrolled in it.",
}
REFUSALS: tuple[type[Exception], ...] = (*WORDS, CannotChangeAccess, CannotAct)
BUSY = "Somebody else is working on this account: try again in a moment."


class CannotSend(CannotAct):
    """The mail cannot be sent again; the message says why."""


def act(
    request: HttpRequest,
    learner: Learner,
    form: forms.Form,
    do: Act,
    *,
    done: str,
    name: str = "",
) -> HttpResponse:
    """Do something for a learner, and say how it went. A form that is not in order comes back under
    its name on the learner's page, with what was typed."""
    if not form.is_valid():
        if name:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return show_learner(request, learner, forms={name: form}, status=status)
        messages.error(request, "Say why: the reason stays on the timeline.")
        return redirect("support:learner", learner.user.public_id)
    try:
        do(signed_in(request), form.cleaned_data)
        messages.success(request, done)
    except REFUSALS as refusal:
        messages.error(request, WORDS.get(type(refusal), str(refusal)))
    except OperationalError:
        messages.warning(request, BUSY)
    return redirect("support:learner", learner.user.public_id)
