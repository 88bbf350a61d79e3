"""Choosing which professional bodies a certificate names."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import BodyMembership
from courses.certificates.choosing import choose_bodies
from courses.certificates.forms import BodiesForm
from courses.certificates.limits import may_reissue
from courses.certificates.models import Certificate
from courses.certificates.revoking import NotValid
from courses.certificates.views.own import own_certificate
from cpd.errors import error_page
from cpd.requests import signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the learner's memberships; a new choice issues the certificate anew."""
    own = own_certificate(request, public_id)
    if not own.is_valid:
        messages.error(request, "This certificate is no longer valid, so it stays as it is.")
        return redirect("certificates:certificate", own.public_id)
    rows = BodyMembership.objects.filter(learner=signed_in(request)).select_related("body")
    form = BodiesForm(request.POST or None, memberships=rows, certificate=own)
    if request.method == "POST" and form.is_valid():
        return _choose(request, own, form)
    context = {"certificate": own, "form": form, "memberships": rows}
    status = 422 if form.errors else 200
    return render(request, "courses/certificates/bodies.html", context, status=status)


def _choose(request: HttpRequest, own: Certificate, form: BodiesForm) -> HttpResponse:
    if not may_reissue(request):
        return error_page(HTTPStatus.TOO_MANY_REQUESTS)
    try:
        new = choose_bodies(own, form.chosen(), by=signed_in(request))
    except NotValid:  # in another tab, a moment ago
        messages.error(request, "This certificate was replaced meanwhile.")
        return redirect("certificates:certificates")
    if new == own:
        messages.info(request, "Nothing has changed: the certificate names these bodies already.")
    else:
        messages.success(request, f"Issued anew with the number {new.serial}.")
    return redirect("certificates:certificate", new.public_id)
