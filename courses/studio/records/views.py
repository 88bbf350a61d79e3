"""Staff's pages about certificates: look, revoke, decide on names, gather into a ZIP."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.certificates import limits
from courses.certificates.archiving import MOST, NothingToKeep, TooMany, ask_archive
from courses.certificates.correcting import (
    AlreadyDecided,
    decline_correction,
    grant_correction,
)
from courses.certificates.credentials.keeping import NameWithheld
from courses.certificates.filing import keep_pdf
from courses.certificates.keys.making import NoKeys
from courses.certificates.keys.store import KeyMissing
from courses.certificates.models import Certificate, CertificateArchive, NameCorrection
from courses.certificates.revoking import NotValid, revoke_certificate
from courses.certificates.views.own import cannot_sign, download
from courses.studio.records.forms import AnswerForm, ArchiveForm, RevokeForm
from cpd.audit.models import AuditEntry
from cpd.errors import error_page
from cpd.requests import signed_in

may_look = permission_required("certificates.view_certificate", raise_exception=True)
may_revoke = permission_required("certificates.revoke_certificate", raise_exception=True)
may_correct = permission_required("certificates.correct_certificate", raise_exception=True)
may_gather = permission_required("certificates.add_certificatearchive", raise_exception=True)


@may_look
@require_safe
def certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what is printed, its story, its files and what may be done."""
    return _certificate_page(request, _certificate(public_id), RevokeForm())


@may_look
@require_safe
def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand out the file as the learner has it."""
    row = _certificate(public_id)
    try:
        kept = keep_pdf(row)
    except NameWithheld:
        raise Http404("The account was closed, and its files are gone.") from None
    except (NoKeys, KeyMissing):
        return cannot_sign()
    with kept.file.open("rb") as file:
        return download(file.read(), name=f"certificate-{row.serial}.pdf")


@may_revoke
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Revoke a certificate."""
    row = _certificate(public_id)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _certificate_page(request, row, form)
    try:
        revoke_certificate(row, by=signed_in(request), **form.cleaned_data)
    except NotValid:
        messages.error(request, "It is no longer valid, so there is nothing to revoke.")
    else:
        messages.success(request, "Revoked. The learner gets a mail.")
    return redirect("records:certificate", public_id)


@may_correct
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a request for another name, and decide."""
    row = get_object_or_404(
        NameCorrection.objects.select_related("learner", "decided_by"), public_id=public_id
    )
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, row, form)
    context = {
        "correction": row,
        "form": form,
        "certificates": Certificate.objects.filter(learner=row.learner),
    }
    status = 422 if form.errors else 200
    return render(request, "courses/studio/records/correction.html", context, status=status)


@may_gather
@require_http_methods(["GET", "HEAD", "POST"])
def archives(request: HttpRequest) -> HttpResponse:
    """Ask for a ZIP of a course or a period, and see the ones that were asked for."""
    form = ArchiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not limits.may_gather(request):
            return error_page(HTTPStatus.TOO_MANY_REQUESTS)
        try:
            archive = ask_archive(signed_in(request), **form.cleaned_data)
        except NothingToKeep:
            form.add_error(None, "No certificate fits this.")
        except TooMany:
            form.add_error(None, f"More than {MOST} certificates fit this: choose less.")
        else:
            return redirect("certificates:archive", archive.public_id)
    rows = CertificateArchive.objects.filter(made_for=signed_in(request)).select_related("course")
    context = {"form": form, "archives": rows[:20]}
    status = 422 if form.errors else 200
    return render(request, "courses/studio/records/archives.html", context, status=status)


def _decide(request: HttpRequest, row: NameCorrection, form: AnswerForm) -> HttpResponse:
    decide = grant_correction if form.cleaned_data["decision"] == "grant" else decline_correction
    try:
        decide(row, by=signed_in(request), answer=form.cleaned_data["answer"])
    except AlreadyDecided:
        messages.error(request, "It was decided or withdrawn meanwhile.")
    else:
        messages.success(request, "Decided. The learner gets a mail.")
    return redirect("records:correction", row.public_id)


def _certificate(public_id: UUID) -> Certificate:
    rows = Certificate.objects.select_related(
        "learner", "replaces", "replaced_by", "completion__edition__course"
    )
    return get_object_or_404(rows, public_id=public_id)


def _certificate_page(request: HttpRequest, row: Certificate, form: RevokeForm) -> HttpResponse:
    context = {
        "certificate": row,
        "form": form,
        "files": row.files.select_related("key"),
        "story": AuditEntry.objects.filter(thing=row.serial).select_related("actor"),
    }
    status = 422 if form.errors else 200
    return render(request, "courses/studio/records/certificate.html", context, status=status)
