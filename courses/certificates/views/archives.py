"""All of a learner's certificates in one ZIP, and its progress."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from courses.certificates.archiving import NothingToKeep, TooMany, ask_archive
from courses.certificates.limits import may_gather
from courses.certificates.models import CertificateArchive
from cpd.errors import error_page
from cpd.requests import signed_in


def own_archive(request: HttpRequest, public_id: UUID) -> CertificateArchive:
    """Return an archive that this person asked for; one of other people's certificates only while
    the right lasts. Raises Http404."""
    user = signed_in(request)
    own = get_object_or_404(CertificateArchive, public_id=public_id, made_for=user)
    if own.learner_id != user.pk and not user.has_perm("certificates.add_certificatearchive"):
        raise Http404("The right has gone.")
    return own


@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for all of one's own."""
    user = signed_in(request)
    if not may_gather(request):
        return error_page(HTTPStatus.TOO_MANY_REQUESTS)
    try:
        archive = ask_archive(user, learner=user)
    except NothingToKeep:
        messages.info(request, "You have no certificates yet.")
    except TooMany:
        messages.error(request, "You have more certificates than one file can hold; ask support.")
    else:
        return redirect("certificates:archive", archive.public_id)
    return redirect("certificates:certificates")


@login_required
@require_safe
def archive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far it is, or hand it out."""
    context = {"archive": own_archive(request, public_id)}
    return render(request, "courses/certificates/archive.html", context)


@login_required
@require_safe
def status(request: HttpRequest, public_id: UUID) -> JsonResponse:
    """Say how an archive stands, for the page that waits."""
    own = own_archive(request, public_id)
    return JsonResponse({"state": f"{own.state}-{own.done_count}"})


@login_required
@require_safe
def file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Hand the ZIP out."""
    own = own_archive(request, public_id)
    if own.state != CertificateArchive.State.READY:
        raise Http404("Not ready, or deleted.")
    return FileResponse(own.file.open("rb"), as_attachment=True, filename="certificates.zip")
