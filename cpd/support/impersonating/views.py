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


@require_POST
@may_impersonate
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """See the site as this learner."""
    learner = learner_or_404(public_id).user
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why: the reason stays on the timeline.")
        return redirect("support:learner", public_id)
    try:
        start_impersonation(
            request.session, learner, by=signed_in(request), reason=form.cleaned_data["reason"]
        )
    except CannotImpersonate as refusal:
        messages.error(request, str(refusal))
        return redirect("support:learner", public_id)
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
