"""Rate limits for checking certificates: nobody finds a number by guessing."""

from allauth.core import ratelimit
from django.http import HttpRequest


def may_check(request: HttpRequest) -> bool:
    """Whether this address may check another certificate now; the rate stands in
    ACCOUNT_RATE_LIMITS."""
    return bool(ratelimit.consume(request, action="verify_certificate"))
