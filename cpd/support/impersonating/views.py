"""Beginning to see the site as a learner, and stopping."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cpd.requests import signed_in
from cpd.support.forms import ReasonForm
from cpd.support.impersonating.acts import CannotImpersonate, current
from cpd.support.impersonating.acts import start as start_impersonation
from cpd.support.impersonating.acts import stop as stop_impersonation
from cpd.support.learners import learner_or_404
from cpd.support.rights import may_impersonate
from cpd.support.showing import show_learner
from payments.backoffice.forms import FAILED


@require_POST
@may_impersonate
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """See the site as this learner."""
    learner = learner_or_404(public_id)
    form = ReasonForm(request.POST, auto_id=FAILED)
    if form.is_valid():
        reason, by = form.cleaned_data["reason"], signed_in(request)
        try:
            start_impersonation(request.session, learner.user, by=by, reason=reason)
        except CannotImpersonate as refusal:
            form.add_error(None, str(refusal))
    if form.errors:
        return show_learner(request, learner, failed=form)
    return redirect("classroom:dashboard")


@require_POST
@may_impersonate
def stop(request: HttpRequest) -> HttpResponse:
    """Be oneself again, on the learner's page."""
    found = current(request)
    if found is None:
        return redirect("support:search")
    stop_impersonation(request.session, found)
    messages.success(request, "You are yourself again.")
    return redirect("support:learner", found.learner.public_id)
