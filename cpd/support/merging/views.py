"""Merging two accounts: name the other one, look, confirm."""

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from cpd.requests import signed_in
from cpd.support.acts.doing import BUSY
from cpd.support.finding import clean
from cpd.support.forms import ReasonForm
from cpd.support.identifying import exact
from cpd.support.learners import Learner, learner_or_404
from cpd.support.merging.moving import CannotMerge
from cpd.support.merging.moving import merge as merge_accounts
from cpd.support.merging.planning import plan_of
from cpd.support.rights import for_support, may_merge
from payments.backoffice.forms import FAILED


class OtherForm(forms.Form):
    """The account that is to be closed."""

    other = forms.CharField(
        label="The other account",
        max_length=254,
        help_text="Its e-mail address, or a certificate’s serial, invoice number or order id.",
    )

    def clean_other(self) -> User:
        """Find it."""
        found = exact(clean(self.cleaned_data["other"]))
        if found is None:
            raise forms.ValidationError("Nobody has this. Check it, or search first.")
        return found


@require_http_methods(["GET", "HEAD"])
@for_support
@may_merge
def look(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask which account is to be merged into this one, then show what would happen."""
    learner = learner_or_404(public_id)
    form = OtherForm(request.GET if "other" in request.GET else None)
    other = form.cleaned_data["other"] if form.is_valid() else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(request, learner, form=form, other=other, status=status)


@require_POST
@for_support
@may_merge
def merge(request: HttpRequest, public_id: UUID, duplicate_id: UUID) -> HttpResponse:
    """Merge an account that was looked at into this one."""
    learner, duplicate = learner_or_404(public_id), learner_or_404(duplicate_id)
    reason = ReasonForm(request.POST, auto_id=FAILED)
    if reason.is_valid():
        by, values = signed_in(request), reason.cleaned_data
        try:
            merge_accounts(learner.user, duplicate.user, by=by, **values)
        except CannotMerge as refusal:
            reason.add_error(None, str(refusal))
        except OperationalError:
            reason.add_error(None, BUSY)
    if reason.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        form = OtherForm({"other": duplicate.user.email})
        return _page(
            request, learner, form=form, other=duplicate.user, reason=reason, status=status
        )
    messages.success(request, "The accounts are one now. The learner gets a mail.")
    return redirect("support:learner", public_id)


def _page(
    request: HttpRequest,
    learner: Learner,
    *,
    form: OtherForm,
    other: User | None,
    reason: ReasonForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "learner": learner,
        "form": form,
        "other": Learner(other) if other else None,
        "plan": plan_of(learner.user, other) if other else None,
        "reason_form": reason or ReasonForm(),
    }
    return render(request, "support/merge.html", context, status=status)
