"""The public page that checks a certificate."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from courses.certificates.describing import ways
from courses.certificates.forms import FileForm, NameForm, SerialForm
from courses.certificates.limits import may_check, may_check_file, may_confirm
from courses.certificates.models import Certificate
from courses.certificates.showing import Verdict, find_by, judge, judge_file
from courses.certificates.views.evidence import credential, wants_credential
from cpd.errors import error_page


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check a certificate by its number or by its file."""
    if request.method != "POST":
        return _verify_page(request, SerialForm(), FileForm(), verdict=None)
    if not may_check(request):
        return error_page(HTTPStatus.TOO_MANY_REQUESTS)
    if request.FILES:
        return _verify_file(request)
    if "name" in request.POST:
        return _verify_name(request)
    form = SerialForm(request.POST)
    if not form.is_valid():
        return _verify_page(request, form, FileForm(), verdict=None)
    return _verify_page(request, form, FileForm(), verdict=judge(_found(form)))


@require_safe
def verified(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the QR code; for machines that ask for it, the credential."""
    response = _credential(request, token) if wants_credential(request) else _page(request, token)
    patch_vary_headers(response, ["Accept"])
    return response


def _credential(request: HttpRequest, token: str) -> HttpResponse:
    try:
        return credential(request, token)
    except Http404:
        return error_page(HTTPStatus.NOT_FOUND)


def _page(request: HttpRequest, token: str) -> HttpResponse:
    found = find_by(token=token)
    serial = {"serial": found.serial} if found else {}
    return _verify_page(request, SerialForm(initial=serial), FileForm(), verdict=judge(found))


@require_safe
def about_api(request: HttpRequest) -> HttpResponse:
    """Explain the JSON API, from the description that it gives of itself."""
    return render(request, "courses/certificates/about_api.html", {"ways": ways()})


def _found(form: SerialForm) -> Certificate | None:
    return find_by(serial=form.cleaned_data["serial"])


def _verify_name(request: HttpRequest) -> HttpResponse:
    """Say whether the certificate was issued to the name that was typed."""
    form = NameForm(request.POST)
    serial_form = SerialForm(request.POST)
    if not serial_form.is_valid():
        return _verify_page(request, serial_form, FileForm(), verdict=None)
    if not may_confirm(request, serial_form.cleaned_data["serial"]):
        return error_page(HTTPStatus.TOO_MANY_REQUESTS)
    typed = form.cleaned_data["name"] if form.is_valid() else ""
    verdict = judge(_found(serial_form), typed_name=typed)
    return _verify_page(request, serial_form, FileForm(), verdict=verdict, name_form=form)


def _verify_file(request: HttpRequest) -> HttpResponse:
    if not may_check_file(request):
        return error_page(HTTPStatus.TOO_MANY_REQUESTS)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _verify_page(request, SerialForm(), form, verdict=None)
    verdict = judge_file(form.cleaned_data["file"].read())
    return _verify_page(request, SerialForm(), form, verdict=verdict)


def _verify_page(
    request: HttpRequest,
    serial_form: SerialForm,
    file_form: FileForm,
    *,
    verdict: Verdict | None,
    name_form: NameForm | None = None,
) -> HttpResponse:
    is_faulty = bool(serial_form.errors or file_form.errors or (name_form and name_form.errors))
    is_missing = verdict is not None and verdict.state == "unknown"
    status = 422 if is_faulty else 404 if is_missing else 200
    certificate = verdict.certificate if verdict else None
    if certificate and verdict and verdict.facts and not certificate.name and name_form is None:
        name_form = NameForm(initial={"serial": certificate.serial})
    context = {
        "serial_form": serial_form,
        "file_form": file_form,
        "name_form": name_form,
        "verdict": verdict,
    }
    return render(request, "courses/certificates/verify.html", context, status=status)
