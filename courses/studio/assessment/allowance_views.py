"""Staff's pages about allowances: give one, look at it, end it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.attempts.allowing import end_allowance, give_allowance
from courses.attempts.models import Allowance
from courses.studio.assessment.allowance_forms import AllowanceForm
from cpd.audit.models import AuditEntry
from cpd.requests import signed_in

may_look = permission_required("attempts.view_allowance", raise_exception=True)
may_give = permission_required("attempts.add_allowance", raise_exception=True)
may_end = permission_required("attempts.change_allowance", raise_exception=True)


@may_give
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Ask who, where, how much and why; then give it."""
    initial = {"email": request.GET.get("email", "")}
    form = AllowanceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.learner:
        values = {name: form.cleaned_data[name] for name in AllowanceForm.Meta.fields}
        allowance = give_allowance(form.learner, by=signed_in(request), **values)
        messages.success(request, "Given. It holds for attempts that start from now on.")
        return redirect("assessment:allowance", allowance.pk)
    status = 422 if form.errors else 200
    context = {"form": form}
    return render(request, "courses/studio/assessment/give_allowance.html", context, status=status)


@may_look
@require_safe
def allowance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an allowance, its story, and what may be done."""
    row = _allowance(pk)
    story = AuditEntry.objects.filter(thing=f"allowance {pk}").select_related("actor")
    context = {"allowance": row, "story": story.order_by("at")}
    return render(request, "courses/studio/assessment/allowance.html", context)


@may_end
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an allowance."""
    if end_allowance(_allowance(pk), by=signed_in(request)):
        messages.success(request, "Ended. Attempts that began with it keep their time.")
    else:
        messages.info(request, "It was ended already.")
    return redirect("assessment:allowance", pk)


def _allowance(pk: int) -> Allowance:
    rows = Allowance.objects.select_related("learner", "quiz__module__course", "given_by")
    return get_object_or_404(rows, pk=pk)
