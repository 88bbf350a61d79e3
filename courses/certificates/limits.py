"""Rate limits: nobody finds a number by guessing, nor has certificates issued without end."""

from allauth.core import ratelimit
from django.http import HttpRequest

from cpd.requests import signed_in


def may_check(request: HttpRequest) -> bool:
    """Whether this address may check another certificate now; the rate stands in
    ACCOUNT_RATE_LIMITS."""
    return bool(ratelimit.consume(request, action="verify_certificate"))


def may_reissue(request: HttpRequest) -> bool:
    """Whether this learner may have another certificate issued anew today."""
    return bool(ratelimit.consume(request, action="reissue_certificate", user=signed_in(request)))
