"""The bodies a learner belongs to: add one, change it, take it out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.joining import join_body
from accounts.membership_forms import AddMembershipForm, MembershipForm
from accounts.models import BodyMembership
from cpd.requests import signed_in

PAGE = "accounts/membership.html"


def own_membership(request: HttpRequest, slug: str) -> BodyMembership:
    """Return the learner's membership of a body. Raises Http404."""
    memberships = signed_in(request).memberships.select_related("body")
    return get_object_or_404(memberships, body__slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_membership(request: HttpRequest) -> HttpResponse:
    """Add a body."""
    learner = signed_in(request)
    form = AddMembershipForm(request.POST or None, learner=learner)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        membership = join_body(
            learner,
            values["body"],
            number=form.instance.number,
            on_certificates=values["on_certificates"],
        )
        messages.success(request, f"{membership.body.abbreviation} is added.")
        return redirect("accounts:profile")
    return render(request, PAGE, {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Change number and printing."""
    found = own_membership(request, slug)
    form = MembershipForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("accounts:profile")
    context = {"form": form, "membership": found}
    return render(request, PAGE, context, status=422 if form.errors else 200)


@require_POST
@login_required
def remove_membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a body out; certificates keep their words."""
    found = own_membership(request, slug)
    found.delete()
    messages.success(request, f"{found.body.abbreviation} is removed.")
    return redirect("accounts:profile")
