"""Asking for another name on certificates."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from courses.certificates.correcting import (
    AlreadyAsked,
    AlreadyDecided,
    ask_correction,
    withdraw_correction,
)
from courses.certificates.forms import CorrectionForm
from courses.certificates.limits import may_ask_correction
from courses.certificates.models import Certificate, NameCorrection
from cpd.errors import error_page
from cpd.requests import signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest) -> HttpResponse:
    """Ask, or see what was asked and answered."""
    user = signed_in(request)
    asked = NameCorrection.objects.filter(learner=user)
    waiting = asked.filter(state=NameCorrection.State.ASKED).first()
    form = CorrectionForm(request.POST or None, learner=user)
    if request.method == "POST" and waiting is None and form.is_valid():
        return _ask(request, form)
    context = {
        "form": form,
        "waiting": waiting,
        "decided": asked.exclude(state=NameCorrection.State.ASKED)[:5],
        "count": Certificate.objects.filter(learner=user, state=Certificate.State.VALID).count(),
    }
    status = 422 if form.errors else 200
    return render(request, "courses/certificates/correction.html", context, status=status)


@login_required
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the request back."""
    waiting = get_object_or_404(
        NameCorrection, learner=signed_in(request), state=NameCorrection.State.ASKED
    )
    try:
        withdraw_correction(waiting)
    except AlreadyDecided:
        messages.error(request, "Your request was decided a moment ago.")
    else:
        messages.success(request, "Your request was withdrawn.")
    return redirect("certificates:correction")


def _ask(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    values = form.cleaned_data
    if not may_ask_correction(request):
        return error_page(HTTPStatus.TOO_MANY_REQUESTS)
    try:
        ask_correction(signed_in(request), name=values["name"], explanation=values["explanation"])
    except AlreadyAsked:
        messages.info(request, "You have asked already; support will answer.")
    else:
        messages.success(request, "We have your request. You get a mail when it is decided.")
    return redirect("certificates:correction")
