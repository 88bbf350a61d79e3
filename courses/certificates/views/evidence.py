"""What anybody may fetch to check a certificate without asking us again: keys, credentials, status
lists, badges, our root."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from courses.certificates.credentials.badges import bake, draw_badge
from courses.certificates.credentials.issuer import did_document, issuer_did
from courses.certificates.credentials.keeping import (
    NameWithheld,
    kept_credential,
    wallet_token,
)
from courses.certificates.credentials.status import FRESH, STATES, signed_list
from courses.certificates.keys.authority import certificate_of
from courses.certificates.keys.making import NoKeys, Purpose
from courses.certificates.keys.store import KeyMissing
from courses.certificates.limits import may_fetch
from courses.certificates.models import Certificate, SigningKey
from courses.certificates.serials import LIST_SIZE
from courses.certificates.showing import newest_of
from courses.editions.models import Edition
from cpd.errors import error_page

VC, VC_JWT = "application/vc", "application/vc+jwt"
AS_CREDENTIAL = {VC, "application/ld+json", "application/json"}
AS_TOKEN = {VC_JWT, "application/jwt"}
HOUR = 3600


@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """The public keys of our credentials (did:web)."""
    return _open(JsonResponse(did_document(), content_type="application/did+json"), HOUR)


@require_safe
def status_list(request: HttpRequest, purpose: str, number: int) -> HttpResponse:
    """A status list as a credential; as a JWT for those who ask for one."""
    newest = Certificate.objects.order_by("-status_index").values_list("status_index", flat=True)
    if purpose not in STATES or number > (newest.first() or 0) // LIST_SIZE:
        raise Http404
    is_token = _prefers(request, AS_TOKEN)
    try:
        text = signed_list(purpose, number, is_token=is_token)
    except (NoKeys, KeyMissing):
        return HttpResponse(status=503)
    response = HttpResponse(text, content_type=VC_JWT if is_token else VC)
    patch_vary_headers(response, ["Accept"])
    return _open(response, FRESH)


def wants_credential(request: HttpRequest) -> bool:
    """Whether somebody asks a certificate's address for its credential rather than for a page."""
    return _prefers(request, AS_CREDENTIAL)


@require_safe
def credential(request: HttpRequest, token: str) -> HttpResponse:
    """The credential of a certificate, byte for byte as it was signed."""
    response = _hand_out(request, token, _as_signed)
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
def wallet(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a JWT, to put into a wallet."""
    return _hand_out(request, token, _as_token)


@require_safe
def baked_badge(request: HttpRequest, token: str) -> HttpResponse:
    """The learner's badge, with the credential inside."""
    return _hand_out(request, token, _as_badge)


@require_safe
def badge(request: HttpRequest, course: int, number: int) -> HttpResponse:
    """The badge of an edition that somebody completed, or that is live."""
    is_shown = Q(pk__in=Edition.objects.live().values("pk")) | Q(
        Exists(Certificate.objects.filter(completion__edition=OuterRef("pk")))
    )
    rows = Edition.objects.select_related("course", "topic").filter(is_shown)
    edition = get_object_or_404(rows, course=course, number=number)
    return _open(HttpResponse(draw_badge(edition), content_type="image/svg+xml"), HOUR)


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Our root certificate, newest first where there is more than one."""
    keys = SigningKey.objects.filter(purpose=Purpose.ROOT, revoked_at=None)
    text = "".join(key.public for key in keys.order_by("-is_current", "-pk"))
    if not text:
        raise Http404
    response = HttpResponse(text, content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="root.pem"'
    return _open(response, HOUR)


@require_safe
def revocations(request: HttpRequest) -> HttpResponse:
    """The root's list of revoked certificates."""
    key = SigningKey.objects.filter(purpose=Purpose.ROOT, is_current=True).first()
    if key is None:
        raise Http404
    listed = x509.load_pem_x509_crl(key.revocations.encode()).public_bytes(Encoding.DER)
    return _open(HttpResponse(listed, content_type="application/pkix-crl"), FRESH)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """How to check a certificate without this site."""
    key = SigningKey.objects.filter(purpose=Purpose.ROOT, is_current=True).first()
    context = {
        "fingerprint": _fingerprint(key) if key else "",
        "until": key.valid_until if key else None,
        "did": issuer_did(),
    }
    return render(request, "courses/certificates/offline.html", context)


def _fingerprint(key: SigningKey) -> str:
    digest = certificate_of(key).fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _certificate(token: str) -> Certificate:
    rows = Certificate.objects.select_related(
        "learner", "completion__edition__course", "completion__edition__topic"
    )
    return get_object_or_404(rows, token=token)


def _hand_out(
    request: HttpRequest, token: str, form: Callable[[Certificate], HttpResponse]
) -> HttpResponse:
    """Return a certificate's evidence in one of its forms, or what stands in its place."""
    if not may_fetch(request):
        return error_page(HTTPStatus.TOO_MANY_REQUESTS)
    found = _certificate(token)
    if gone := _gone(found):
        return gone
    try:
        return _open(form(found), FRESH)
    except NameWithheld:  # the account was closed a moment ago
        return _withheld(found)
    except (NoKeys, KeyMissing):
        return error_page(HTTPStatus.SERVICE_UNAVAILABLE)


def _as_signed(found: Certificate) -> HttpResponse:
    return HttpResponse(kept_credential(found).document, content_type=VC)


def _as_token(found: Certificate) -> HttpResponse:
    response = HttpResponse(wallet_token(kept_credential(found)), content_type=VC_JWT)
    response["Content-Disposition"] = f'attachment; filename="certificate-{found.serial}.jwt"'
    return response


def _as_badge(found: Certificate) -> HttpResponse:
    badge = bake(draw_badge(found.completion.edition), kept_credential(found).document)
    response = HttpResponse(badge, content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="badge-{found.serial}.svg"'
    return response


def _gone(found: Certificate) -> HttpResponse | None:
    """Return what stands in the place of a certificate that was replaced, or whose name is
    withheld."""
    if found.state == Certificate.State.SUPERSEDED:
        return _json({"status": "superseded", "replacedBy": newest_of(found).verify_address})
    return _withheld(found) if found.name_withheld_at else None


def _withheld(found: Certificate) -> HttpResponse:
    """Say whether a certificate is valid, and nothing of its holder; of a revoked one the class of
    the reason."""
    said = {"status": "withheld", "state": found.state}
    if found.state == Certificate.State.REVOKED:
        said["revokedFor"] = found.revoked_for
    return _json(said)


def _json(content: dict[str, Any]) -> HttpResponse:
    text = json.dumps(content)
    return _open(HttpResponse(text, content_type="application/json", status=410), FRESH)


def _prefers(request: HttpRequest, types: set[str]) -> bool:
    """Whether the first type that is asked for is one of these; browsers ask for HTML first."""
    chosen = request.get_preferred_type(["text/html", *sorted(types)])
    return chosen in types


def _open(response: HttpResponse, seconds: int) -> HttpResponse:
    """Let anybody read it, scripts of other sites too, and keep it for a while."""
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=seconds)
    return response
