"""A learner's own certificates: the list, one of them, and its file."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.certificates.filing import keep_pdf
from courses.certificates.models import Certificate, CertificateArchive, NameCorrection
from courses.certificates.showing import page_of
from cpd.requests import signed_in


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
def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand out the file; the first download draws it if the job has not."""
    own = own_certificate(request, public_id)
    with keep_pdf(own).file.open("rb") as file:
        return download(file.read(), name=f"certificate-{own.serial}.pdf")


def download(content: bytes, *, name: str, kind: str = "application/pdf") -> HttpResponse:
    """Answer with a file to keep."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
