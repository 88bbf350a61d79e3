"""Finding a learner, and the learner's page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cpd.support.finding import SHOWN, clean, find
from cpd.support.identifying import exact
from cpd.support.learners import learner_or_404
from cpd.support.rights import for_support
from cpd.support.showing import show_learner


@require_safe
@for_support
def search(request: HttpRequest) -> HttpResponse:
    """One field; what fits exactly leads straight to the learner."""
    words = clean(request.GET.get("q", ""))
    learner = exact(words) if words else None
    if learner is not None:
        return redirect("support:learner", learner.public_id)
    context = {"words": words, "found": find(words), "shown": SHOWN}
    return render(request, "support/search.html", context)


@require_safe
@for_support
def learner(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything about a learner, and what can be done."""
    return show_learner(request, learner_or_404(public_id))
