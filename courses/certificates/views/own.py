"""A learner's own certificates: the list, one of them, and its file."""

import logging
from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.certificates.filing import keep_pdf
from courses.certificates.keys.making import NoKeys
from courses.certificates.keys.store import KeyMissing
from courses.certificates.models import (
    Certificate,
    CertificateArchive,
    CertificateFile,
    NameCorrection,
)
from courses.certificates.showing import page_of
from courses.certificates.transcribing import transcript_of
from cpd.errors import error_page
from cpd.requests import signed_in

logger = logging.getLogger(__name__)
Layout = CertificateFile.Layout
SUFFIXES = {Layout.FULL: "", Layout.PAGE: "-one-page"}


def own_certificate(request: HttpRequest, public_id: UUID) -> Certificate:
    """Return the learner's own certificate, whatever became of the enrolment. Raises Http404."""
    return get_object_or_404(Certificate, public_id=public_id, learner=signed_in(request))


@login_required
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """List every certificate, with the ways to take them all along."""
    user = signed_in(request)
    rows = list(Certificate.objects.filter(learner=user).select_related("replaced_by"))
    context = {
        "valid": [row for row in rows if row.is_valid],
        "others": [row for row in rows if not row.is_valid],
        "correction": NameCorrection.objects.filter(
            learner=user, state=NameCorrection.State.ASKED
        ).first(),
        "archive": CertificateArchive.objects.filter(made_for=user, learner=user)
        .exclude(state=CertificateArchive.State.EXPIRED)
        .first(),
    }
    return render(request, "courses/certificates/certificates.html", context)


@login_required
@require_safe
def certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the certificate, its files and its verify link."""
    own = own_certificate(request, public_id)
    return render(request, "courses/certificates/certificate.html", page_of(own))


@login_required
@require_safe
def pdf(request: HttpRequest, public_id: UUID, layout: Layout = Layout.FULL) -> HttpResponse:
    """Hand out the file in one of its layouts; the first download draws it if the job has not."""
    own = own_certificate(request, public_id)
    try:
        kept = keep_pdf(own, layout)
    except (NoKeys, KeyMissing):
        return cannot_sign()
    with kept.file.open("rb") as file:
        return download(file.read(), name=f"certificate-{own.serial}{SUFFIXES[layout]}.pdf")


@login_required
@require_safe
def transcript(request: HttpRequest) -> HttpResponse:
    """Hand out a signed PDF that lists every certificate."""
    try:
        pdf = transcript_of(signed_in(request))
    except (NoKeys, KeyMissing):
        return cannot_sign()
    if pdf is None:
        raise Http404("No certificates yet.")
    return download(pdf, name="transcript.pdf")


def cannot_sign() -> HttpResponse:
    """Say that it has to wait: the site has no keys to sign with."""
    logger.error("A PDF was asked for and there are no keys to sign it: certificate_keys make.")
    return error_page(HTTPStatus.SERVICE_UNAVAILABLE)


def download(content: bytes, *, name: str, kind: str = "application/pdf") -> HttpResponse:
    """Answer with a file to keep."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
