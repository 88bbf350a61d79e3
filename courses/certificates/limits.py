"""Rate limits: nobody finds a number by guessing, nor has certificates issued without end."""

from typing import Any

from allauth.core.internal import ratelimit  # the outer door of it lets every GET through
from django.http import HttpRequest

from cpd.requests import signed_in


def may_check(request: HttpRequest) -> bool:
    """Whether this address may check another certificate now; the rate stands in
    ACCOUNT_RATE_LIMITS."""
    return _consume(request, "verify_certificate")


def may_check_file(request: HttpRequest) -> bool:
    """Whether this address may have another file checked now, which takes more work."""
    return _consume(request, "verify_file")


def may_fetch(request: HttpRequest) -> bool:
    """Whether this address may fetch another credential, wallet token or badge now."""
    return _consume(request, "evidence")


def may_reissue(request: HttpRequest) -> bool:
    """Whether this learner may have another certificate issued anew today."""
    return _consume(request, "reissue_certificate", user=signed_in(request))


def may_gather(request: HttpRequest) -> bool:
    """Whether this person may have another archive made today."""
    return _consume(request, "certificate_archive", user=signed_in(request))


def may_ask_correction(request: HttpRequest) -> bool:
    """Whether this learner may ask for another name again today."""
    return _consume(request, "name_correction", user=signed_in(request))


def may_confirm(request: HttpRequest, serial: str) -> bool:
    """Whether another name may be tried for a certificate now, from wherever."""
    return _consume(request, "confirm_name", key=serial)


def _consume(request: HttpRequest, action: str, **of: Any) -> bool:
    usage = ratelimit.consume(request, app="allauth.account", action=action, limit_get=True, **of)
    return usage is not None
