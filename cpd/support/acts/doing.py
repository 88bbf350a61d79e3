"""How an act is done: the form's reason, the act, and what the learner's page says of it."""

from collections.abc import Callable
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
from courses.enrolment.staffing import CannotChangeAccess, HasAccess, WrongEnd
from cpd.requests import signed_in
from cpd.support.learners import Learner
from cpd.support.showing import show_learner
from payments.backoffice.forms import FAILED
from payments.staff_acts import CannotAct

Act = Callable[[User, dict[str, Any]], object]
WORDS: dict[type[Exception], str] = {
    AlreadyAsked: "The learner’s own request waits: decide it under Name corrections.",
    SameName: "This is the name already.",
    NotValid: "This certificate is no longer valid, or its account is closed.",
    NotPublished: "This course is not published, so nobody can be enrolled in it.",
}
REFUSALS: tuple[type[Exception], ...] = (*WORDS, CannotChangeAccess, CannotAct)
# The field of a form that a refusal is about.
FIELDS: dict[type[Exception], str] = {
    AlreadyAsked: "name",
    SameName: "name",
    NotPublished: "course",
    HasAccess: "course",
    WrongEnd: "last_day",
}
BUSY = "Somebody else is working on this account: try again in a moment."


class CannotSend(CannotAct):
    """The mail cannot be sent again; the message says why."""


def act(
    request: HttpRequest, learner: Learner, form: forms.Form, do: Act, *, done: str
) -> HttpResponse:
    """Do something for a learner, and say how it went. What is refused comes back on the learner's
    page in its form, with what was typed."""
    form.auto_id = FAILED
    if form.is_valid():
        try:
            do(signed_in(request), form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        except OperationalError:
            form.add_error(None, BUSY)
    if form.errors:
        return show_learner(request, learner, failed=form)
    messages.success(request, done)
    return redirect("support:learner", learner.user.public_id)


def refuse(form: forms.Form, refusal: Exception) -> None:
    """Tell a refusal at the field that it is about, or of the whole form."""
    name = FIELDS.get(type(refusal), "")
    words = WORDS.get(type(refusal), str(refusal))
    form.add_error(name if name in form.fields else None, words)
