"""A learner's own certificate, and the public page that checks one."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from courses.certificates.filing import find_by_file, keep_pdf
from courses.certificates.forms import FileForm, SerialForm
from courses.certificates.limits import may_check
from courses.certificates.models import Certificate
from courses.certificates.showing import Verdict, judge, page_of
from cpd.errors import error_page
from cpd.requests import signed_in


def own_certificate(request: HttpRequest, public_id: UUID) -> Certificate:
    """Return the learner's own certificate, whatever became of the enrolment. Raises Http404."""
    return get_object_or_404(Certificate, public_id=public_id, learner=signed_in(request))


@login_required
@require_safe
def certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the certificate, its file and its verify link."""
    own = own_certificate(request, public_id)
    return render(request, "courses/certificates/certificate.html", page_of(own))


@login_required
@require_safe
def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand out the file; the first download draws it if the job has not."""
    own = own_certificate(request, public_id)
    with keep_pdf(own).file.open("rb") as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{own.serial}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check a certificate by its number or by its file."""
    if request.method != "POST":
        return _verify_page(request, SerialForm(), FileForm(), verdict=None)
    if not may_check(request):
        return error_page(HTTPStatus.TOO_MANY_REQUESTS)
    if request.FILES:
        return _verify_file(request)
    form = SerialForm(request.POST)
    if not form.is_valid():
        return _verify_page(request, form, FileForm(), verdict=None)
    found = Certificate.objects.filter(serial=form.cleaned_data["serial"]).first()
    return _verify_page(request, form, FileForm(), verdict=judge(found))


@require_safe
def verified(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the QR code."""
    found = Certificate.objects.filter(token=token).first()
    serial = {"serial": found.serial} if found else {}
    return _verify_page(request, SerialForm(initial=serial), FileForm(), verdict=judge(found))


def _verify_file(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _verify_page(request, SerialForm(), form, verdict=None)
    found = find_by_file(form.cleaned_data["file"].read())
    return _verify_page(request, SerialForm(), form, verdict=judge(found, by_file=True))


def _verify_page(
    request: HttpRequest, serial_form: SerialForm, file_form: FileForm, *, verdict: Verdict | None
) -> HttpResponse:
    is_faulty = bool(serial_form.errors or file_form.errors)
    is_missing = verdict is not None and verdict.certificate is None
    status = 422 if is_faulty else 404 if is_missing else 200
    context = {"serial_form": serial_form, "file_form": file_form, "verdict": verdict}
    return render(request, "courses/certificates/verify.html", context, status=status)
