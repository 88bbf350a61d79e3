"""Correcting the name for certificates."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from courses.certificates.correcting import correct_by_staff
from cpd.support.acts.doing import act
from cpd.support.forms import NameForm
from cpd.support.learners import learner_or_404
from cpd.support.rights import for_support, may_correct_names


@require_POST
@for_support
@may_correct_names
def name(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the learner another name; valid certificates are issued anew."""
    learner = learner_or_404(public_id)
    return act(
        request,
        learner,
        NameForm(request.POST),
        lambda by, values: correct_by_staff(learner.user, by=by, **values),
        done="The name is corrected. Valid certificates are issued anew with it.",
    )
